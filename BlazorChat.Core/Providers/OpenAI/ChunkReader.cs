using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Reads <c>chat.completion.chunk</c> objects, and whole <c>chat.completion</c> ones. The SDK's own reading of a stream fails on what
/// compatible servers send (a date out of range, a tool call without its index, half a surrogate pair), so the events are read here.
/// </summary>
internal sealed class ChunkReader
{
    private readonly SurrogateJoiner _text = new();
    private readonly SurrogateJoiner _reasoning = new();
    private readonly ToolCallBuffer _calls = new();
    private readonly Citations _citations = new();
    private string? _responseId;
    private string? _modelId;
    private UsageDetails? _usage;
    private ChatFinishReason? _finish;

    /// <summary>Whether the provider said that the answer is over, and why.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>The updates that one chunk makes; often one, sometimes none.</summary>
    public List<ChatResponseUpdate> Read(JsonElement chunk)
    {
        List<ChatResponseUpdate> updates = [];
        _responseId = chunk.String("id") is { } id ? LenientJson.WellFormed(id) : _responseId;
        _modelId = chunk.String("model") is { } model ? LenientJson.WellFormed(model) : _modelId;
        var choice = FirstChoice(chunk);
        // Some send the running total with every chunk: only the last one counts.
        _usage = UsageReader.Read(chunk, choice) ?? _usage;
        var delta = (choice?.Member("delta") ?? choice?.Member("message")) is { ValueKind: JsonValueKind.Object } found ? found : (JsonElement?)null;
        if (delta is { } some) ReadDelta(some, updates);
        else if (choice?.String("text") is { } text) AddText(updates, _text.Push(text));
        if (_citations.Read(chunk, delta) is { } sources) updates.Add(Update(sources));
        if (choice is not { } first) return updates;
        if (FinishReasons.Read(first.String("finish_reason")) is { } reason && reason != _finish) Finish(reason, updates);
        return updates;
    }

    /// <summary>What is left when the stream is over: halves of pairs, tool calls that no finish reason closed, and the usage.</summary>
    public List<ChatResponseUpdate> End()
    {
        List<ChatResponseUpdate> updates = [];
        FlushContent(updates);
        if (_usage is not null) updates.Add(Update(new UsageContent(_usage)));
        return updates;
    }

    private static JsonElement? FirstChoice(JsonElement chunk) =>
        chunk.Member("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 && choices[0].ValueKind == JsonValueKind.Object
            ? choices[0]
            : null;

    private void ReadDelta(JsonElement delta, List<ChatResponseUpdate> updates)
    {
        if (DeltaText.Reasoning(delta) is { } reasoning) AddReasoning(updates, _reasoning.Push(reasoning));
        AddText(updates, _text.Push(DeltaText.Text(delta)));
        AddText(updates, _text.Push(delta.String("refusal") ?? ""));
        updates.AddRange(AnswerImages.Read(delta).Select(image => Update(image)));
        if (delta.Member("tool_calls") is { ValueKind: JsonValueKind.Array } calls)
        {
            foreach (var call in calls.EnumerateArray().Where(call => call.ValueKind == JsonValueKind.Object)) AddCall(updates, call);
        }
        if (delta.Member("function_call") is { ValueKind: JsonValueKind.Object } function) AddCall(updates, function);
    }

    private void Finish(ChatFinishReason reason, List<ChatResponseUpdate> updates)
    {
        FlushContent(updates);
        _finish = reason;
        var update = Update();
        update.FinishReason = reason;
        updates.Add(update);
    }

    private void FlushContent(List<ChatResponseUpdate> updates)
    {
        AddReasoning(updates, _reasoning.Flush());
        AddText(updates, _text.Flush());
        updates.AddRange(_calls.Take().Select(call => Update(call)));
    }

    private void AddText(List<ChatResponseUpdate> updates, string text)
    {
        if (text.Length > 0) updates.Add(Update(new TextContent(text)));
    }

    private void AddReasoning(List<ChatResponseUpdate> updates, string text)
    {
        if (text.Length > 0) updates.Add(Update(new TextReasoningContent(text)));
    }

    private void AddCall(List<ChatResponseUpdate> updates, JsonElement call)
    {
        var update = Update();
        update.RawRepresentation = _calls.Add(call);
        updates.Add(update);
    }

    private ChatResponseUpdate Update(params AIContent[] contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = _responseId, ModelId = _modelId };
}
