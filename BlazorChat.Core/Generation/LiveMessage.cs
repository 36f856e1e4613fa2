using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>
/// An answer while it is made: the one copy in memory that the runner appends to and every reader reads from. A reader keeps only its
/// place in it, so a slow one costs nothing and gets what came meanwhile in one piece. Thread-safe.
/// </summary>
internal sealed class LiveMessage(Guid messageId)
{
    private readonly Lock _lock = new();
    private PartSequence _parts = new();
    private TaskCompletionSource? _changed;
    private MessageStatus _status = MessageStatus.Queued;
    private string? _notice;
    private FeedEnd? _end;
    private int _attempt;
    private long _attemptOffset;

    public Guid MessageId { get; } = messageId;

    /// <summary>How much of it the journal holds; the journal writer's own.</summary>
    public long JournaledLength { get; set; }

    public int Attempt
    {
        get { lock (_lock) return _attempt; }
    }

    public long Length
    {
        get { lock (_lock) return _parts.Length; }
    }

    /// <summary>Shows what is stored of an answer that is queued to go on. Does nothing once an attempt began.</summary>
    public void Restore(Message stored) => Change(() =>
    {
        if (!IsIdle) return;
        _parts = new PartSequence(stored.Parts);
        (_attempt, _attemptOffset) = (stored.Attempt, stored.AttemptOffset);
    });

    /// <summary>Begins an attempt behind what is there already. False where this copy was ended before: take a new one.</summary>
    public bool Begin(Message stored)
    {
        var begins = false;
        Change(() =>
        {
            if (!(begins = IsIdle)) return;
            _parts = new PartSequence(stored.Parts);
            (_attempt, _attemptOffset) = (stored.Attempt, stored.AttemptOffset);
            JournaledLength = _parts.Length;
            _status = MessageStatus.Running;
        });
        return begins;
    }

    public void Append(MessagePart piece) => Change(() => _parts.Append(piece));

    public void SetNotice(string? code) => Change(() => _notice = code);

    public void End(FeedEnd end) => Change(() => _end = end);

    /// <summary>Ends a copy of which no attempt began; false where one did.</summary>
    public bool EndIdle(FeedEnd end)
    {
        var ends = false;
        Change(() =>
        {
            if (ends = IsIdle) _end = end;
        });
        return ends;
    }

    public IReadOnlyList<MessagePart> ToParts()
    {
        lock (_lock) return _parts.ToParts();
    }

    public List<PartPiece> Slice(long from)
    {
        lock (_lock) return _parts.Slice(from);
    }

    /// <summary>
    /// Adds to <paramref name="events"/> all that this reader has not seen. Returns what to wait for before looking again, null at the end.
    /// </summary>
    public Task? Observe(FeedReader reader, List<FeedEvent> events)
    {
        lock (_lock)
        {
            if (_attempt > 0) reader.Catch(_attempt, _attemptOffset, _parts, events);
            if (_end is not null)
            {
                events.Add(_end);
                return null;
            }

            reader.Tell(_status, _notice, events);
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task;
        }
    }

    private bool IsIdle => _status == MessageStatus.Queued && _end is null;

    private void Change(Action change)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, null);
        }

        changed?.SetResult();
    }
}
