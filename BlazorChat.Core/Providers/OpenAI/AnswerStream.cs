using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads the body of one answer, whatever it turns out to be, into updates or a <see cref="ProviderException"/>. Not thread-safe.</summary>
internal sealed class AnswerStream
{
    private const int MaxJsonBytes = LineReader.MaxImageLineBytes;

    private readonly LineReader _lines;
    private readonly SseReader _events;
    private readonly ChunkReader _chunks = new();
    private readonly ProviderErrors _errors;
    private readonly ProviderReply _reply;
    private bool _hasBegun;
    private bool _hasChunks;
    private bool _isOver;

    /// <summary>Begins to read. The caller owns the stream.</summary>
    public AnswerStream(Stream body, ProviderErrors errors, ProviderReply reply)
    {
        _lines = new LineReader(body);
        _events = new SseReader(_lines);
        (_errors, _reply) = (errors, reply);
    }

    /// <summary>The next updates, possibly none; null when the answer is over.</summary>
    /// <exception cref="ProviderException">The provider failed, or what came cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<ChatResponseUpdate>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isOver) return null;
        try
        {
            if (!_hasBegun && await FirstByteIsJsonAsync(cancellationToken))
            {
                return WholeAnswer(await _lines.ReadToEndAsync(MaxJsonBytes, cancellationToken));
            }
            _hasBegun = true;
            return await _events.ReadAsync(cancellationToken) is { } next ? Read(next) : End();
        }
        catch (InvalidDataException exception)
        {
            throw TooMuch(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Only the closing marker is missing where the finish reason has come.
            if (_chunks.IsFinished) return End();
            throw _events.HasEvents ? _errors.StreamBroken(_reply) : _errors.FromTransport(exception);
        }
    }

    private async ValueTask<bool> FirstByteIsJsonAsync(CancellationToken cancellationToken) => await _lines.PeekAsync(cancellationToken) switch
    {
        '{' or '[' => true,
        '<' => throw NotSse(await TextToEndAsync(cancellationToken), "it sent a web page. Check its address: most end in /v1"),
        -1 => throw NotSse("", "its answer was empty"),
        _ => false,
    };

    private async ValueTask<string> TextToEndAsync(CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await _lines.ReadToEndAsync(MaxJsonBytes, cancellationToken)).Span);

    /// <summary>A server that answers in one piece although a stream was asked for, or an error with status 200.</summary>
    private List<ChatResponseUpdate> WholeAnswer(ReadOnlyMemory<byte> body)
    {
        _isOver = true;
        if (!TryRead(body, out var updates)) throw NotSse(Encoding.UTF8.GetString(body.Span), "its answer is not valid JSON");
        if (updates.Count == 0) throw NotSse(Encoding.UTF8.GetString(body.Span), "its answer holds no message");
        return [.. updates, .. _chunks.End()];
    }

    private List<ChatResponseUpdate> Read(SseEvent next)
    {
        if (IsDone(next.Data.Span)) return End();
        if (next.Data.IsEmpty) return [];
        if (next.Name == "error") throw NamedError(next.Data);
        if (TryRead(next.Data, out var updates) || TryReadLines(next.Data, out updates)) return updates;
        // A last event that the stream cut off says nothing; after the finish reason nothing is missing.
        if (!next.IsWhole || _chunks.IsFinished) return [];
        throw _hasChunks
            ? _errors.Failed(_reply, "sent something in its answer that cannot be read")
            : NotSse(Encoding.UTF8.GetString(next.Data.Span), "its answer is not valid JSON");
    }

    /// <summary>Some servers put one line end where two belong.</summary>
    private bool TryReadLines(ReadOnlyMemory<byte> data, out List<ChatResponseUpdate> updates)
    {
        updates = [];
        if (data.Span.IndexOf((byte)'\n') < 0) return false;
        foreach (var range in data.Span.Split((byte)'\n'))
        {
            var line = data[range];
            if (IsDone(line.Span))
            {
                updates.AddRange(End());
                return true;
            }
            if (!TryRead(line, out var more)) return false;
            updates.AddRange(more);
        }
        return true;
    }

    private bool TryRead(ReadOnlyMemory<byte> data, out List<ChatResponseUpdate> updates)
    {
        updates = [];
        try
        {
            using var json = JsonDocument.Parse(data);
            ThrowIfError(json.RootElement);
            updates = _chunks.Read(json.RootElement);
            _hasChunks = true;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            if (exception is JsonException && JsonDepth.IsTooDeep(data.Span)) throw new InvalidDataException($"JSON of more than {JsonDepth.Max} levels");
            return false;
        }
    }

    private void ThrowIfError(JsonElement root)
    {
        var isBare = root.Member("choices") is null && (root.String("object") == "error" || root.String("type") == "error");
        if (root.Member("error") is { } error)
        {
            if (error.ValueKind is not JsonValueKind.False) throw _errors.FromStream(UpstreamWords.In(root), _reply);
        }
        else if (isBare) throw _errors.FromStream(UpstreamWords.In(root), _reply);
    }

    private ProviderException NamedError(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            return _errors.FromStream(UpstreamWords.In(json.RootElement), _reply);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return _errors.Failed(_reply, "reported an error while answering", Encoding.UTF8.GetString(data.Span));
        }
    }

    private List<ChatResponseUpdate> End()
    {
        _isOver = true;
        return _events.HasEvents ? _chunks.End() : throw NotSse(_events.Sample, "its answer is no stream of events. Check its address: most end in /v1");
    }

    private ProviderException TooMuch(string what)
    {
        var failure = _errors.Failed(_reply, $"sent more than is taken: {what}. What had come is kept");
        return new ProviderException(ProviderException.TooMuch, failure.Connection, failure.Message, failure.Detail) { Status = failure.Status, RequestId = failure.RequestId };
    }

    private ProviderException NotSse(string sample, string why) =>
        _errors.NotAnApi(_reply, why, ErrorBody.Read(sample).Message is { Length: > 0 } words ? words : sample);

    private static bool IsDone(ReadOnlySpan<byte> data) => data.Trim((byte)' ').SequenceEqual("[DONE]"u8);
}
