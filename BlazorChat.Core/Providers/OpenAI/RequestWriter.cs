using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Writes the body of a streamed chat completion (https://platform.openai.com/docs/api-reference/chat/create).</summary>
internal static class RequestWriter
{
    // The body is JSON sent to an API, never part of a page: other scripts need no escapes, and the request stays small.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body as UTF-8. Only what was set is sent: compatible servers refuse fields that they do not know.</summary>
    /// <param name="model">The model's own name.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What was set; null for nothing.</param>
    /// <param name="maxTokensName">The limit's name: OpenAI renamed it, compatible servers know the older one.</param>
    public static BinaryData Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, string maxTokensName)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        json.WriteString("model", LenientJson.WellFormed(options?.ModelId ?? model));
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(options?.Instructions)) MessageWriter.WriteText(json, "system", options.Instructions);
        foreach (var message in messages) MessageWriter.Write(json, message);
        json.WriteEndArray();
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
        if (options is not null) WriteOptions(json, options, maxTokensName);
        json.WriteEndObject();
        json.Flush();
        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions options, string maxTokensName)
    {
        if (options.Temperature is { } temperature) json.WriteNumber("temperature", temperature);
        if (options.TopP is { } topP) json.WriteNumber("top_p", topP);
        if (options.MaxOutputTokens is { } maxTokens) json.WriteNumber(maxTokensName, maxTokens);
        if (options.FrequencyPenalty is { } frequency) json.WriteNumber("frequency_penalty", frequency);
        if (options.PresencePenalty is { } presence) json.WriteNumber("presence_penalty", presence);
        if (options.Seed is { } seed) json.WriteNumber("seed", seed);
        if (options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop");
            foreach (var stop in stops) json.WriteStringValue(LenientJson.WellFormed(stop));
            json.WriteEndArray();
        }
        if (EffortWord(options.Reasoning?.Effort) is { } effort) json.WriteString("reasoning_effort", effort);
        WriteTools(json, options);
    }

    private static void WriteTools(Utf8JsonWriter json, ChatOptions options)
    {
        AIFunctionDeclaration[] tools = [.. options.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        if (tools.Length == 0) return;
        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", tool.Name);
            if (tool.Description.Length > 0) json.WriteString("description", LenientJson.WellFormed(tool.Description));
            json.WritePropertyName("parameters");
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (options.AllowMultipleToolCalls is { } parallel) json.WriteBoolean("parallel_tool_calls", parallel);
        WriteToolChoice(json, options.ToolMode);
    }

    private static void WriteToolChoice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice", "none");
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice", "required");
                break;
        }
    }

    private static string? EffortWord(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };
}
