using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Adds what was configured under <see cref="ContentKeys.ExtraBody"/> to a request's top level. A name stands in the result once.</summary>
internal static class ExtraBody
{
    /// <summary>Who is asked what, and how the answer comes: not for the extra fields to say.</summary>
    /// <remarks>In any case of their letters: servers written in Go heed none, and "Model" would choose another one.</remarks>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase) { "model", "messages", "stream" };

    /// <summary>The body with the extra fields, which win over all others; the body itself where there are none.</summary>
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> body, ChatOptions? options)
    {
        var fields = FieldsOf(options);
        if (fields.Count == 0) return body;
        using var own = JsonDocument.Parse(body);
        var merged = new ArrayBufferWriter<byte>(body.Length + 256);
        using var json = new Utf8JsonWriter(merged);
        json.WriteStartObject();
        foreach (var property in own.RootElement.EnumerateObject().Where(property => !fields.ContainsKey(property.Name))) Write(json, property.Name, property.Value);
        foreach (var (name, value) in fields) Write(json, name, value);
        json.WriteEndObject();
        json.Flush();
        return merged.WrittenMemory;
    }

    /// <summary>The fields that may be added, each name once.</summary>
    public static Dictionary<string, JsonElement> FieldsOf(ChatOptions? options)
    {
        Dictionary<string, JsonElement> fields = [];
        if (options?.AdditionalProperties?.TryGetValue(ContentKeys.ExtraBody, out JsonElement extra) is not true || extra.ValueKind != JsonValueKind.Object) return fields;
        foreach (var property in extra.EnumerateObject())
        {
            if (NameOf(property) is { } name && !Kept.Contains(name)) fields[name] = property.Value;
        }
        return fields;
    }

    // As it was written: numbers keep their digits, and half a surrogate pair in an escape does not throw.
    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            // No API has a name of other letters, and the same servers take some of those (a long s) for one of the three.
            return property.Name.All(char.IsAscii) ? property.Name : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no API has such a name.
            return null;
        }
    }
}
