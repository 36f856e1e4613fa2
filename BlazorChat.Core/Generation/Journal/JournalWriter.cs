using BlazorChat.Core.Sessions.Parts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Generation.Journal;

/// <summary>
/// Takes what came for all running generations to the database in one commit, every <see cref="GenerationOptions.JournalInterval"/>. What
/// could not be written stays in memory and is tried again, up to <see cref="GenerationOptions.MaxUnjournaledUnits"/> an answer.
/// </summary>
internal sealed partial class JournalWriter(
    IJournalSink sink, IOptions<GenerationOptions> options, TimeProvider time, ILogger<JournalWriter> logger) : BackgroundService
{
    private static readonly TimeSpan LastFlushTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<LiveMessage> _dirty = [];
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile bool _failing;
    private long? _waitingSince;
    private DateTimeOffset? _committedAt;

    /// <summary>Whether the last write failed; it is tried again all the time.</summary>
    public bool IsFailing => _failing;

    /// <summary>For how long the oldest piece that is not written has been waiting; null where none is.</summary>
    public TimeSpan? Lag
    {
        get { lock (_lock) return _waitingSince is { } since ? time.GetElapsedTime(since) : null; }
    }

    /// <summary>When something was last written; null where nothing was yet.</summary>
    public DateTimeOffset? CommittedAt
    {
        get { lock (_lock) return _committedAt; }
    }

    /// <summary>Says that something was appended. Throws where too much of it could not be written for too long.</summary>
    /// <exception cref="JournalOverflowException">The bound is passed.</exception>
    public void Touch(LiveMessage message)
    {
        if (_failing && message.Length - message.JournaledLength > options.Value.MaxUnjournaledUnits) throw new JournalOverflowException();
        lock (_lock)
        {
            _waitingSince ??= time.GetTimestamp();
            if (_dirty.Add(message) && _wake.CurrentCount == 0) _wake.Release();
        }
    }

    /// <summary>Leaves this message alone from now on: its text is about to be folded into the database.</summary>
    public async Task SealAsync(LiveMessage message)
    {
        await _flushing.WaitAsync(CancellationToken.None);
        lock (_lock)
        {
            _dirty.Remove(message);
            if (_dirty.Count == 0) _waitingSince = null;
        }

        _flushing.Release();
    }

    /// <summary>Writes all that is there now, in one commit. False where that failed; it is tried again later.</summary>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken);
        try
        {
            List<LiveMessage> messages;
            var begun = time.GetTimestamp();
            lock (_lock) messages = [.. _dirty];
            var written = messages.Select(message => (message, pieces: message.Slice(message.JournaledLength))).Where(batch => batch.pieces.Count > 0).ToList();
            if (written.Count > 0) await sink.WriteAsync([.. written.SelectMany(batch => Entries(batch.message, batch.pieces))], cancellationToken);
            foreach (var (message, pieces) in written) message.JournaledLength = pieces[^1].End;
            Settle(messages, begun, written.Count > 0);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Trouble(exception);
            return false;
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <summary>Writes what is left. Never throws: what cannot be written now was on its way to be lost with the process, and no more than that.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ((Task)FlushAsync(CancellationToken.None)).WaitAsync(LastFlushTimeout, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        base.Dispose();
        _flushing.Dispose();
        _wake.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _wake.WaitAsync(stoppingToken);
            do
            {
                await Task.Delay(options.Value.JournalInterval, time, stoppingToken);
            }
            while (!await FlushAsync(stoppingToken));
        }
    }

    private static IEnumerable<JournalEntry> Entries(LiveMessage message, List<PartPiece> pieces) => pieces.Select(piece => new JournalEntry
    {
        MessageId = message.MessageId,
        Attempt = message.Attempt,
        Offset = piece.Start,
        PartIndex = piece.PartIndex,
        Payload = PartsJson.WriteOne(piece.Part),
    });

    private void Settle(List<LiveMessage> messages, long begun, bool hasWritten)
    {
        lock (_lock)
        {
            if (hasWritten) _committedAt = time.GetUtcNow();
            foreach (var message in messages)
            {
                // What was appended during the write keeps it dirty.
                if (message.Length == message.JournaledLength) _dirty.Remove(message);
            }

            // What is left came after this write began.
            _waitingSince = _dirty.Count > 0 ? begun : null;
            if (_dirty.Count > 0 && _wake.CurrentCount == 0) _wake.Release();
        }

        if (!_failing) return;
        _failing = false;
        foreach (var message in messages) message.SetNotice(null);
        LogRecovered(logger);
    }

    private void Trouble(Exception exception)
    {
        if (!_failing) LogFailed(logger, exception);
        _failing = true;
        lock (_lock)
        {
            foreach (var message in _dirty) message.SetNotice(FeedNotice.CodeOf(exception));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be written; what comes is held in memory and tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal was written again; nothing was lost.")]
    private static partial void LogRecovered(ILogger logger);
}

/// <summary>More text waits for the journal than may be held in memory.</summary>
internal sealed class JournalOverflowException() : Exception("The answer could not be saved: the server's storage did not take it for too long.");
