using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>The fields that somebody wants added to a request. They win over what is written here, but for the model, the messages and the stream.</summary>
internal sealed class ExtraFields
{
    private static readonly string[] Fixed = ["model", "messages", "stream"];

    // Ollama's decoder heeds no case (encoding/json of Go): neither may the comparison, or "Model" would choose another one.
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonElement> _options = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes them from a call's options.</summary>
    public ExtraFields(ChatOptions? options)
    {
        if (options?.AdditionalProperties?.TryGetValue(ContentKeys.ExtraBody, out JsonElement extra) is not true) return;
        Read(extra, _fields);
        foreach (var name in Fixed) _fields.Remove(name);
        if (_fields.Remove("options", out var inner)) Read(inner, _options);
    }

    /// <summary>Whether a field of the body is among them.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>Whether a field of the body's <c>options</c> is among them.</summary>
    public bool HasOption(string name) => _options.ContainsKey(name);

    /// <summary>Whether there are any for <c>options</c>.</summary>
    public bool HasOptions => _options.Count > 0;

    /// <summary>Writes those of the body.</summary>
    public void Write(Utf8JsonWriter json) => Write(json, _fields);

    /// <summary>Writes those of <c>options</c>.</summary>
    public void WriteOptions(Utf8JsonWriter json) => Write(json, _options);

    private static void Read(JsonElement element, Dictionary<string, JsonElement> into)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            // All of Ollama's names are of such letters. Others could be folded to one of the fixed three by its decoder (a long s, an escape).
            var name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));
            if (name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')) into[name] = member.Value;
        }
    }

    /// <summary>To the letter: half a surrogate pair in a text would throw when written anew.</summary>
    private static void Write(Utf8JsonWriter json, Dictionary<string, JsonElement> fields)
    {
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value));
        }
    }
}
