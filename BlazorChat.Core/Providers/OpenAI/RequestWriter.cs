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
    /// <param name="dialect">How this kind of server wants it.</param>
    public static BinaryData Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, RequestDialect dialect)
    {
        model = options?.ModelId ?? model;
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        json.WriteString("model", LenientJson.WellFormed(model));
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(options?.Instructions)) MessageWriter.WriteText(json, "system", options.Instructions);
        foreach (var message in messages) MessageWriter.Write(json, message);
        json.WriteEndArray();
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
        if (dialect.AsksForUsage)
        {
            json.WriteStartObject("usage");
            json.WriteBoolean("include", true);
            json.WriteEndObject();
        }
        if (options is not null) WriteOptions(json, options, model, dialect);
        json.WriteEndObject();
        json.Flush();
        return BinaryData.FromBytes(ExtraBody.Merge(buffer.WrittenMemory, options));
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions options, string model, RequestDialect dialect)
    {
        var effort = options.Reasoning?.Effort;
        var samples = !dialect.HasModelRules || !ReasoningModels.RefusesSampling(model, effort);
        if (samples && options.Temperature is { } temperature) json.WriteNumber("temperature", temperature);
        if (samples && options.TopP is { } topP) json.WriteNumber("top_p", topP);
        if (options.MaxOutputTokens is { } maxTokens) json.WriteNumber(dialect.MaxTokensName, maxTokens);
        if (samples && options.FrequencyPenalty is { } frequency) json.WriteNumber("frequency_penalty", frequency);
        if (samples && options.PresencePenalty is { } presence) json.WriteNumber("presence_penalty", presence);
        if (options.Seed is { } seed) json.WriteNumber("seed", seed);
        if (samples && options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop");
            foreach (var stop in stops) json.WriteStringValue(LenientJson.WellFormed(stop));
            json.WriteEndArray();
        }
        if (EffortWord(effort, model, dialect) is { } word) WriteEffort(json, word, dialect);
        WriteTools(json, options);
    }

    private static void WriteEffort(Utf8JsonWriter json, string word, RequestDialect dialect)
    {
        if (!dialect.NestsReasoning)
        {
            json.WriteString("reasoning_effort", word);
            return;
        }
        json.WriteStartObject("reasoning");
        json.WriteString("effort", word);
        json.WriteEndObject();
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

    private static string? EffortWord(ReasoningEffort? effort, string model, RequestDialect dialect)
    {
        if (dialect.HasModelRules && ReasoningModels.KnowsEffortOf(model)) return ReasoningModels.EffortWord(model, effort);
        return effort switch
        {
            ReasoningEffort.None => "none",
            ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            ReasoningEffort.High => "high",
            ReasoningEffort.ExtraHigh => dialect.HighestEffort,
            _ => null,
        };
    }
}
