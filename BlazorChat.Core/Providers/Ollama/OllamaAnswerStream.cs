using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Reads the body of one answer, whatever it turns out to be, into updates or a <see cref="ProviderException"/>. Not thread-safe.</summary>
/// <param name="body">The body; the caller owns it.</param>
/// <param name="errors">How failures are told.</param>
/// <param name="reply">What failures name.</param>
internal sealed class OllamaAnswerStream(Stream body, OllamaErrors errors, ProviderReply reply)
{
    private readonly NdjsonReader _lines = new(body);
    private readonly OllamaChunkReader _chunks = new();
    private bool _hasChunks;
    private bool _isOver;

    /// <summary>The next updates, possibly none; null when the answer is over.</summary>
    /// <exception cref="ProviderException">The provider failed, or what came cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<ChatResponseUpdate>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isOver) return null;
        try
        {
            return await _lines.ReadAsync(cancellationToken) is { } line ? Read(line) : End();
        }
        catch (InvalidDataException)
        {
            throw errors.TooMuch(reply);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _hasChunks ? errors.StreamBroken(reply) : errors.FromTransport(exception);
        }
    }

    private List<ChatResponseUpdate> Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.Member("error") is { ValueKind: not JsonValueKind.False }) throw errors.FromStream(root, reply);
            if (OllamaChunkReader.IsChunk(root))
            {
                var updates = _chunks.Read(root);
                _hasChunks = true;
                _isOver = _chunks.IsDone;
                return updates;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            if (_hasChunks) return Unreadable();
        }
        // Between good lines, an object of a kind that is not known yet says nothing.
        return _hasChunks ? [] : throw NotOllama(line.Span[0] == '<' ? "it sent a web page" : "its answer is not Ollama's");
    }

    /// <summary>A last line that the stream cut off says nothing: the answer has no end, and is told so.</summary>
    private List<ChatResponseUpdate> Unreadable() =>
        _lines.IsCut ? End() : throw errors.Failed(reply, "sent something in its answer that is not valid JSON", _lines.Sample);

    private List<ChatResponseUpdate> End()
    {
        _isOver = true;
        return _hasChunks ? _chunks.Flush() : throw NotOllama("its answer was empty");
    }

    private ProviderException NotOllama(string why) => errors.NotOllama(reply, why, _lines.Sample);
}
