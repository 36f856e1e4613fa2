using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>
/// Reads the events of a streamed message (https://platform.claude.com/docs/en/build-with-claude/streaming), and whole messages. Blocks,
/// deltas and events that it does not know, among them what tools of the server do, are left out.
/// </summary>
internal sealed class EventReader
{
    /// <summary>On a reasoning content: its protected data is all there is of it.</summary>
    public const string Redacted = "redacted_thinking";

    private readonly SurrogateJoiner _text = new();
    private readonly SurrogateJoiner _reasoning = new();
    private readonly ToolUses _tools = new();
    private readonly UsageCounts _usage = new();
    private string? _responseId;
    private string? _modelId;
    private ChatFinishReason? _finish;

    /// <summary>Whether the provider said that the answer is over, and why.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>Whether anything of a message has come.</summary>
    public bool HasMessage { get; private set; }

    /// <summary>The updates that one event makes; often one, sometimes none.</summary>
    public List<ChatResponseUpdate> Read(JsonElement data)
    {
        List<ChatResponseUpdate> updates = [];
        var index = (int)Math.Min(data.Count("index") ?? 0, int.MaxValue);
        switch (data.String("type"))
        {
            case "message_start" when data.Member("message") is { } message:
                ReadMessage(message, updates);
                break;
            case "message":
                ReadMessage(data, updates);
                break;
            case "content_block_start" when data.Member("content_block") is { } block:
                StartBlock(index, block, updates);
                break;
            case "content_block_delta" when data.Member("delta") is { } delta:
                ReadDelta(index, delta, updates);
                break;
            case "content_block_stop":
                StopBlock(index, updates);
                break;
            case "message_delta":
                _usage.Read(data.Member("usage"));
                Finish(data.Member("delta")?.String("stop_reason"), updates);
                break;
        }
        return updates;
    }

    /// <summary>What is left when the stream is over: halves of pairs, tool calls that nothing closed, and the usage.</summary>
    public List<ChatResponseUpdate> End()
    {
        List<ChatResponseUpdate> updates = [];
        FlushContent(updates);
        if (_usage.Details is { } usage) updates.Add(Update(new UsageContent(usage)));
        return updates;
    }

    /// <summary>Most begin empty. One that comes whole, or whose calls were known beforehand, brings its blocks with it.</summary>
    private void ReadMessage(JsonElement message, List<ChatResponseUpdate> updates)
    {
        HasMessage = true;
        // A second beginning is a new attempt of the server's: half a call of the first one is no call.
        _tools.Drop();
        FlushContent(updates);
        _responseId = message.String("id") is { } id ? LenientJson.WellFormed(id) : _responseId;
        _modelId = message.String("model") is { } model ? LenientJson.WellFormed(model) : _modelId;
        _usage.Read(message.Member("usage"));
        if (message.Member("content") is { ValueKind: JsonValueKind.Array } blocks)
        {
            foreach (var (index, block) in blocks.EnumerateArray().Index())
            {
                StartBlock(index, block, updates);
                StopBlock(index, updates);
            }
        }
        Finish(message.String("stop_reason"), updates);
    }

    private void StartBlock(int index, JsonElement block, List<ChatResponseUpdate> updates)
    {
        HasMessage = true;
        switch (block.String("type"))
        {
            case "text":
                AddText(updates, _text.Push(block.String("text") ?? ""));
                if (block.Member("citations") is { ValueKind: JsonValueKind.Array } citations)
                {
                    foreach (var citation in citations.EnumerateArray()) AddCitation(updates, citation);
                }
                break;
            case "thinking":
                AddReasoning(updates, _reasoning.Push(block.String("thinking") ?? ""));
                AddSeal(updates, block.String("signature"), isRedacted: false);
                break;
            case "redacted_thinking":
                AddSeal(updates, block.String("data"), isRedacted: true);
                break;
            case "tool_use":
                AddPiece(updates, _tools.Start(index, block));
                break;
        }
    }

    private void ReadDelta(int index, JsonElement delta, List<ChatResponseUpdate> updates)
    {
        HasMessage = true;
        switch (delta.String("type"))
        {
            case "text_delta":
                AddText(updates, _text.Push(delta.String("text") ?? ""));
                break;
            case "thinking_delta":
                AddReasoning(updates, _reasoning.Push(delta.String("thinking") ?? ""));
                break;
            case "signature_delta":
                AddSeal(updates, delta.String("signature"), isRedacted: false);
                break;
            case "citations_delta" when delta.Member("citation") is { } citation:
                AddCitation(updates, citation);
                break;
            case "input_json_delta":
                AddPiece(updates, _tools.Add(index, delta.Member("partial_json")?.TextOrJson() ?? ""));
                break;
        }
    }

    private void StopBlock(int index, List<ChatResponseUpdate> updates)
    {
        AddReasoning(updates, _reasoning.Flush());
        AddText(updates, _text.Flush());
        if (_tools.Stop(index) is { } call) updates.Add(Update(call));
    }

    private void Finish(string? word, List<ChatResponseUpdate> updates)
    {
        if (StopReasons.Read(word) is not { } reason || reason == _finish) return;
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
        updates.AddRange(_tools.StopAll().Select(call => Update(call)));
    }

    private void AddText(List<ChatResponseUpdate> updates, string text)
    {
        if (text.Length > 0) updates.Add(Update(new TextContent(text)));
    }

    private void AddReasoning(List<ChatResponseUpdate> updates, string text)
    {
        if (text.Length > 0) updates.Add(Update(new TextReasoningContent(text)));
    }

    /// <summary>A citation follows the text that it belongs to, in an update of its own.</summary>
    private void AddCitation(List<ChatResponseUpdate> updates, JsonElement citation)
    {
        if (Citations.Read(citation) is { } annotation) updates.Add(Update(new TextContent("") { Annotations = [annotation] }));
    }

    /// <summary>The proof by which the API knows its own thoughts again, never shown.</summary>
    private void AddSeal(List<ChatResponseUpdate> updates, string? seal, bool isRedacted)
    {
        if (seal is null) return;
        AddReasoning(updates, _reasoning.Flush());
        var content = new TextReasoningContent("") { ProtectedData = LenientJson.WellFormed(seal) };
        if (isRedacted) content.AdditionalProperties = new AdditionalPropertiesDictionary { [Redacted] = true };
        updates.Add(Update(content));
    }

    private void AddPiece(List<ChatResponseUpdate> updates, ToolCallDelta? piece)
    {
        if (piece is null) return;
        var update = Update();
        update.RawRepresentation = piece;
        updates.Add(update);
    }

    private ChatResponseUpdate Update(params AIContent[] contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = _responseId, ModelId = _modelId };
}
