using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Writes the body of a chat request (https://docs.ollama.com/api/chat).</summary>
internal sealed class OllamaRequestWriter
{
    // The body is JSON sent to an API, never part of a page: other scripts need no escapes, and the request stays small.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly ExtraFields _extra;

    private OllamaRequestWriter(Utf8JsonWriter json, ExtraFields extra) => (_json, _extra) = (json, extra);

    /// <summary>The body as UTF-8. Only what was set is sent, and what keeps Ollama from dropping a part of the conversation unsaid.</summary>
    /// <param name="model">The model's own name.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What was set; null for nothing.</param>
    /// <param name="details">What is known of the model.</param>
    public static ReadOnlyMemory<byte> Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, OllamaModelDetails details)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        new OllamaRequestWriter(json, new ExtraFields(options)).WriteBody(options?.ModelId ?? model, messages, options ?? new ChatOptions(), details);
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void WriteBody(string model, IEnumerable<ChatMessage> messages, ChatOptions options, OllamaModelDetails details)
    {
        _json.WriteStartObject();
        _json.WriteString("model", LenientJson.WellFormed(model));
        _json.WriteStartArray("messages");
        var writer = new OllamaMessageWriter(_json);
        if (!string.IsNullOrEmpty(options.Instructions)) writer.WriteText("system", options.Instructions);
        foreach (var message in messages) writer.Write(message);
        _json.WriteEndArray();
        _json.WriteBoolean("stream", true);
        if (!_extra.Has("tools")) WriteTools(options);
        if (!_extra.Has("think")) WriteThink(options.Reasoning?.Effort, model);
        // Both default to true: what does not fit would be left out, and an answer would go on without its beginning (R9).
        if (!_extra.Has("truncate")) _json.WriteBoolean("truncate", false);
        if (!_extra.Has("shift")) _json.WriteBoolean("shift", false);
        var textBytes = _json.BytesCommitted + _json.BytesPending - writer.ImageBytes;
        WriteOptions(options, ContextSize.Choose(ContextSize.Needed(textBytes, writer.ImageCount, options.MaxOutputTokens), details));
        _extra.Write(_json);
        _json.WriteEndObject();
    }

    private void WriteOptions(ChatOptions options, int? numCtx)
    {
        _json.WriteStartObject("options");
        if (numCtx is { } window && IsFree("num_ctx")) _json.WriteNumber("num_ctx", window);
        if (options.Temperature is { } temperature && IsFree("temperature")) _json.WriteNumber("temperature", temperature);
        if (options.TopP is { } topP && IsFree("top_p")) _json.WriteNumber("top_p", topP);
        if (options.MaxOutputTokens is { } maxTokens && IsFree("num_predict")) _json.WriteNumber("num_predict", maxTokens);
        if (options.FrequencyPenalty is { } frequency && IsFree("frequency_penalty")) _json.WriteNumber("frequency_penalty", frequency);
        if (options.PresencePenalty is { } presence && IsFree("presence_penalty")) _json.WriteNumber("presence_penalty", presence);
        if (options.Seed is { } seed && IsFree("seed")) _json.WriteNumber("seed", seed);
        if (options.StopSequences is { Count: > 0 } stops && IsFree("stop"))
        {
            _json.WriteStartArray("stop");
            foreach (var stop in stops) _json.WriteStringValue(LenientJson.WellFormed(stop));
            _json.WriteEndArray();
        }
        _extra.WriteOptions(_json);
        _json.WriteEndObject();
    }

    private bool IsFree(string option) => !_extra.HasOption(option);

    private void WriteTools(ChatOptions options)
    {
        AIFunctionDeclaration[] tools = [.. options.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        // Ollama has no tool_choice: where none may be called, none are named.
        if (tools.Length == 0 || options.ToolMode is NoneChatToolMode) return;
        _json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            _json.WriteStartObject();
            _json.WriteString("type", "function");
            _json.WriteStartObject("function");
            _json.WriteString("name", tool.Name);
            if (tool.Description.Length > 0) _json.WriteString("description", LenientJson.WellFormed(tool.Description));
            _json.WritePropertyName("parameters");
            tool.JsonSchema.WriteTo(_json);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    /// <summary>Sent only where it was set: a model that cannot think answers 400. Only gpt-oss knows grades of it; the others know yes and no.</summary>
    private void WriteThink(ReasoningEffort? effort, string model)
    {
        if (effort is null) return;
        var hasGrades = model.Contains("gpt-oss", StringComparison.OrdinalIgnoreCase);
        if (effort is ReasoningEffort.None) _json.WriteBoolean("think", false);
        else if (!hasGrades) _json.WriteBoolean("think", true);
        else _json.WriteString("think", effort is ReasoningEffort.Low ? "low" : effort is ReasoningEffort.Medium ? "medium" : "high");
    }
}
