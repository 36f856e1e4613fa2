using System.Text.Json;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>What <c>POST /api/show</c> tells of a model (https://docs.ollama.com/api-reference/show-model-details).</summary>
internal sealed record OllamaModelDetails
{
    /// <summary>Nothing is known.</summary>
    public static OllamaModelDetails Unknown { get; } = new();

    /// <summary>The context length it was trained for, in tokens; null where it is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The <c>num_ctx</c> that its Modelfile sets; null where it sets none.</summary>
    public int? ConfiguredContext { get; init; }

    /// <summary>Its capabilities; null where it does not tell (before 0.6.4).</summary>
    public IReadOnlySet<string>? Capabilities { get; init; }

    /// <summary>Whether it can be talked to; also true where it is not known.</summary>
    public bool IsForChat => Capabilities?.Contains("completion") ?? true;

    /// <summary>Reads the answer; what is missing or of another type stays unknown.</summary>
    public static OllamaModelDetails Read(JsonElement root) => new()
    {
        ContextWindow = root.Member("model_info") is { ValueKind: JsonValueKind.Object } info ? ContextLength(info) : null,
        ConfiguredContext = root.String("parameters") is { } parameters ? NumCtx(parameters) : null,
        Capabilities = root.Member("capabilities") is { ValueKind: JsonValueKind.Array } words
            ? words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.Text()).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null,
    };

    /// <summary>In the words of the catalogue.</summary>
    public ModelInfo ToInfo(string name) => new(name)
    {
        ContextWindow = ContextWindow,
        HasVision = Capabilities?.Contains("vision"),
        HasTools = Capabilities?.Contains("tools"),
        HasReasoning = Capabilities?.Contains("thinking"),
    };

    /// <summary>The member is named after the architecture: <c>llama.context_length</c>. A model that also sees may hold a second one.</summary>
    private static int? ContextLength(JsonElement info)
    {
        var named = info.String("general.architecture") is { } architecture ? Tokens(info.Count($"{architecture}.context_length")) : null;
        return named ?? info.EnumerateObject()
            .Where(member => member.Name.EndsWith(".context_length", StringComparison.Ordinal))
            .Select(member => Tokens(info.Count(member.Name)))
            .FirstOrDefault(length => length is not null);
    }

    /// <summary>The Modelfile's parameters come as lines of a name, spaces and a value.</summary>
    private static int? NumCtx(string parameters) => parameters.Split('\n')
        .Select(line => line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words is ["num_ctx", _])
        .Select(words => long.TryParse(words[1], out var value) ? Tokens(value) : null)
        .LastOrDefault();

    private static int? Tokens(long? count) => count is > 0 and <= int.MaxValue ? (int)count.Value : null;
}
