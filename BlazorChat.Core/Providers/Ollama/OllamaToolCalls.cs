using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Reads an answer's tool calls. They come whole, in older versions without ids.</summary>
internal sealed class OllamaToolCalls
{
    /// <summary>The longest text of all arguments together, in UTF-16 units: 4 Mi (R13).</summary>
    public const int MaxLength = 4 << 20;

    private int _length;

    /// <summary>One element of <c>tool_calls</c>; null where it names no tool.</summary>
    /// <exception cref="InvalidDataException">The arguments are longer than <see cref="MaxLength"/>.</exception>
    public FunctionCallContent? Read(JsonElement call)
    {
        if (call.Member("function") is not { } function || function.String("name") is not { } name) return null;
        var raw = LenientJson.WellFormed(function.Member("arguments")?.TextOrJson() ?? "");
        _length += raw.Length;
        if (_length > MaxLength) throw new InvalidDataException("The tool calls are too long.");
        // A result finds its call by the id, in the whole conversation.
        var id = call.String("id") is { } given ? LenientJson.WellFormed(given) : $"call_{Guid.CreateVersion7():N}";
        var content = new FunctionCallContent(id, LenientJson.WellFormed(name))
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [ContentKeys.RawArguments] = raw },
        };
        ReadArguments(content, raw);
        return content;
    }

    private static void ReadArguments(FunctionCallContent content, string raw)
    {
        try
        {
            content.Arguments = raw.Length == 0 ? new Dictionary<string, object?>() : JsonSerializer.Deserialize<Dictionary<string, object?>>(raw);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            content.Exception = new InvalidDataException("The model wrote arguments that are no JSON object.");
        }
    }
}
