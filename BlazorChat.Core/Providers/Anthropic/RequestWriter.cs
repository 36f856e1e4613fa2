using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Writes the body of a streamed message (https://platform.claude.com/docs/en/api/messages/create).</summary>
internal static class RequestWriter
{
    // The body is JSON sent to an API, never part of a page: other scripts need no escapes, and the request stays small.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>The fields of the body. Only what was set and what the model takes is sent, and what the API cannot do without.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Write(string model, ClaudeModel claude, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            var conversation = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
            json.WriteStartObject();
            json.WriteString("model", LenientJson.WellFormed(model));
            WriteOptions(json, claude, options);
            if (MessageWriter.SystemOf(options?.Instructions, conversation) is { Length: > 0 } system) json.WriteString("system", system);
            json.WriteStartArray("messages");
            MessageWriter.Write(json, conversation);
            json.WriteEndArray();
            if (options is not null) ToolWriter.Write(json, options);
            json.WriteBoolean("stream", true);
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.WrittenMemory, Deep);
        var fields = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone(), StringComparer.Ordinal);
        AddExtra(fields, options);
        return fields;
    }

    /// <summary>What the connection or the session adds wins over everything but what the answer could not be read or attributed without.</summary>
    private static void AddExtra(Dictionary<string, JsonElement> fields, ChatOptions? options)
    {
        foreach (var (name, value) in ExtraBody.FieldsOf(options)) fields[name] = value;
    }

    private static void WriteOptions(Utf8JsonWriter json, ClaudeModel claude, ChatOptions? options)
    {
        var thinking = Thinking.For(claude, options);
        json.WriteNumber("max_tokens", thinking.MaxTokens);
        thinking.Write(json);
        if (options is null) return;
        // Thinking goes with no other temperature than its own, and newer models take one of the two only.
        if (claude.HasSampling && !thinking.IsOn)
        {
            if (options.Temperature is { } temperature) json.WriteNumber("temperature", Math.Clamp(temperature, 0, 1));
            else if (options.TopP is { } topP) json.WriteNumber("top_p", topP);
        }
        WriteStops(json, options.StopSequences);
    }

    /// <summary>The API refuses a request with a stop that is white space; the others still hold.</summary>
    private static void WriteStops(Utf8JsonWriter json, IList<string>? stops)
    {
        string[] usable = [.. stops?.Where(stop => !string.IsNullOrWhiteSpace(stop)) ?? []];
        if (usable.Length == 0) return;
        json.WriteStartArray("stop_sequences");
        foreach (var stop in usable) json.WriteStringValue(LenientJson.WellFormed(stop));
        json.WriteEndArray();
    }
}
