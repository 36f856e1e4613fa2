using System.Text;
using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Reads the body of one answer, whatever it turns out to be, into updates or a <see cref="ProviderException"/>. Not thread-safe.</summary>
internal sealed class AnswerStream
{
    private const int MaxJsonBytes = 16 << 20;
    private const string CheckAddress = "Check its address, for example https://api.anthropic.com";

    private readonly LineReader _lines;
    private readonly SseReader _events;
    private readonly EventReader _message = new();
    private readonly ProviderErrors _errors;
    private readonly ProviderReply _reply;
    private bool _hasBegun;
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
        catch (InvalidDataException)
        {
            throw _errors.Failed(_reply, "sent more in one piece than is taken (1 MiB a line, 4 MiB of tool arguments)");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Only the closing event is missing where the stop reason has come.
            if (_message.IsFinished) return End();
            throw _events.HasEvents ? _errors.StreamBroken(_reply) : _errors.FromTransport(exception);
        }
    }

    private async ValueTask<bool> FirstByteIsJsonAsync(CancellationToken cancellationToken) => await _lines.PeekAsync(cancellationToken) switch
    {
        '{' or '[' => true,
        '<' => throw NotSse(await TextToEndAsync(cancellationToken), $"it sent a web page. {CheckAddress}"),
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
        if (!_message.HasMessage) throw NotSse(Encoding.UTF8.GetString(body.Span), "its answer holds no message");
        return [.. updates, .. _message.End()];
    }

    private List<ChatResponseUpdate> Read(SseEvent next)
    {
        if (next.Data.IsEmpty || next.Data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8)) return [];
        if (TryRead(next.Data, out var updates)) return updates;
        if (next.Name == "error") throw _errors.Failed(_reply, "reported an error while answering", Encoding.UTF8.GetString(next.Data.Span));
        // A last event that the stream cut off says nothing; after the stop reason nothing is missing.
        if (!next.IsWhole || _message.IsFinished) return [];
        throw _message.HasMessage
            ? _errors.Failed(_reply, "sent something in its answer that is not valid JSON")
            : NotSse(Encoding.UTF8.GetString(next.Data.Span), "its answer is not valid JSON");
    }

    private bool TryRead(ReadOnlyMemory<byte> data, out List<ChatResponseUpdate> updates)
    {
        updates = [];
        try
        {
            using var json = JsonDocument.Parse(data);
            var root = json.RootElement;
            if (root.String("type") == "error" || (root.String("type") is null && root.Member("error") is not null)) throw _errors.FromStream(root, _reply);
            updates = _message.Read(root);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private List<ChatResponseUpdate> End()
    {
        _isOver = true;
        return _events.HasEvents ? _message.End() : throw NotSse(_events.Sample, $"its answer is no stream of events. {CheckAddress}");
    }

    private ProviderException NotSse(string sample, string why) =>
        _errors.NotAnApi(_reply, why, ErrorBody.Read(sample).Message is { Length: > 0 } words ? words : sample);
}
