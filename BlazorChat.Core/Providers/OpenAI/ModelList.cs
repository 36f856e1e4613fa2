using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads a provider's list of models.</summary>
internal static class ModelList
{
    private static readonly string[] OtherPurposes =
    [
        "embedding", "whisper", "tts", "dall-e", "moderation", "image", "sora", "realtime", "transcribe", "audio", "babbage", "davinci", "instruct",
    ];

    /// <summary>The models in the provider's order, each once; null where it is no list.</summary>
    /// <param name="root">What the provider sent.</param>
    /// <param name="read">Reads one; null leaves it out.</param>
    public static IReadOnlyList<ModelInfo>? Read(JsonElement root, Func<JsonElement, ModelInfo?> read)
    {
        var list = root.Member("data") ?? root.Member("models") ?? root;
        return list.ValueKind != JsonValueKind.Array ? null : [.. list.EnumerateArray().Select(read).OfType<ModelInfo>().DistinctBy(model => model.Name)];
    }

    /// <summary>
    /// A model with the window that servers add to OpenAI's shape: vLLM's <c>max_model_len</c>, llama.cpp's <c>meta</c>, others'
    /// <c>context_length</c> and <c>context_window</c>.
    /// </summary>
    public static ModelInfo? Model(JsonElement model) => NameOf(model) is not { } name ? null : new ModelInfo(name)
    {
        ContextWindow = Tokens(model, "context_length") ?? Tokens(model, "max_model_len") ?? Tokens(model, "context_window")
            ?? Tokens(model, "max_context_length") ?? (model.Member("meta") is { } meta ? Tokens(meta, "n_ctx") ?? Tokens(meta, "n_ctx_train") : null),
    };

    /// <summary>Whether one of OpenAI's models can be talked to: its list names all it has, and tells nothing of their purpose.</summary>
    public static bool IsForChat(string model) => !OtherPurposes.Any(word => model.Contains(word, StringComparison.Ordinal));

    /// <summary>The name under which a model is called; null where it has none that could be.</summary>
    public static string? NameOf(JsonElement model) => Usable(model.ValueKind == JsonValueKind.String ? model.Text() : model.String("id") ?? model.String("name"));

    /// <summary>The name, fit to be shown and sent; null where it is not.</summary>
    public static string? Usable(string? name) => name is { Length: > 0 and <= 256 } && !name.Any(char.IsControl) ? LenientJson.WellFormed(name) : null;

    /// <summary>A number of tokens above zero; else null.</summary>
    public static int? Tokens(JsonElement element, string name) => element.Count(name) is > 0 and <= int.MaxValue and var count ? (int)count : null;
}
