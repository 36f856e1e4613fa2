using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Reads the objects of a chat's answer (https://docs.ollama.com/api/chat). Not thread-safe.</summary>
internal sealed class OllamaChunkReader
{
    private readonly SurrogateJoiner _text = new();
    private readonly SurrogateJoiner _reasoning = new();
    private readonly OllamaToolCalls _calls = new();
    private string? _modelId;

    /// <summary>Whether the provider said that the answer is over.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether this is an object of an answer.</summary>
    public static bool IsChunk(JsonElement root) => root.Member("message") is { ValueKind: JsonValueKind.Object } || root.Member("done") is not null;

    /// <summary>The updates that one object makes; often one, sometimes none.</summary>
    /// <exception cref="InvalidDataException">The tool calls are longer than is taken.</exception>
    public List<ChatResponseUpdate> Read(JsonElement chunk)
    {
        List<ChatResponseUpdate> updates = [];
        _modelId = chunk.String("model") is { } model ? LenientJson.WellFormed(model) : _modelId;
        if (chunk.Member("message") is { } message) ReadMessage(message, updates);
        if (chunk.Member("done") is not { ValueKind: JsonValueKind.True }) return updates;
        IsDone = true;
        updates.AddRange(Flush());
        AddFinish(chunk.String("done_reason"), updates);
        AddUsage(chunk, updates);
        return updates;
    }

    /// <summary>What is left when the stream is over: halves of surrogate pairs.</summary>
    public List<ChatResponseUpdate> Flush()
    {
        List<ChatResponseUpdate> updates = [];
        AddReasoning(_reasoning.Flush(), updates);
        AddText(_text.Flush(), updates);
        return updates;
    }

    private void ReadMessage(JsonElement message, List<ChatResponseUpdate> updates)
    {
        AddReasoning(_reasoning.Push(message.String("thinking") ?? ""), updates);
        AddText(_text.Push(message.String("content") ?? ""), updates);
        if (message.Member("images") is { ValueKind: JsonValueKind.Array } images)
        {
            foreach (var image in images.EnumerateArray()) AddImage(image, updates);
        }
        if (message.Member("tool_calls") is not { ValueKind: JsonValueKind.Array } calls) return;
        foreach (var call in calls.EnumerateArray())
        {
            if (_calls.Read(call) is { } content) updates.Add(Update(content));
        }
    }

    /// <summary>An answer without a reason is over all the same; older versions give none. Ollama says <c>stop</c> also after tool calls.</summary>
    private void AddFinish(string? reason, List<ChatResponseUpdate> updates)
    {
        var update = Update();
        update.FinishReason = reason is null ? ChatFinishReason.Stop : FinishReasons.Read(reason);
        updates.Add(update);
    }

    private void AddUsage(JsonElement chunk, List<ChatResponseUpdate> updates)
    {
        var (input, output) = (chunk.Count("prompt_eval_count"), chunk.Count("eval_count"));
        if (input is null && output is null) return;
        var usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = (input ?? 0) + (output ?? 0) };
        updates.Add(Update(new UsageContent(usage)));
    }

    private void AddText(string text, List<ChatResponseUpdate> updates)
    {
        if (text.Length > 0) updates.Add(Update(new TextContent(text)));
    }

    private void AddReasoning(string text, List<ChatResponseUpdate> updates)
    {
        if (text.Length > 0) updates.Add(Update(new TextReasoningContent(text)));
    }

    private void AddImage(JsonElement image, List<ChatResponseUpdate> updates)
    {
        // What is no image, or none that a browser shows, is left out: the text is worth more than a failure.
        if (image.ValueKind != JsonValueKind.String || !image.TryGetBytesFromBase64(out var bytes) || MediaTypeOf(bytes) is not { } type) return;
        updates.Add(Update(new DataContent(bytes, type)));
    }

    /// <summary>Ollama sends the bytes alone; their beginning tells what they are.</summary>
    private static string? MediaTypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    private ChatResponseUpdate Update(params AIContent[] contents) => new(ChatRole.Assistant, contents) { ModelId = _modelId };
}
