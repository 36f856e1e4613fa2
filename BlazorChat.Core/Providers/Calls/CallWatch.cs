using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>The limits of one running call, and the token that ends it. Used by one reader; its timer may fire on any thread.</summary>
internal sealed class CallWatch : IDisposable
{
    private readonly ProviderConnection _connection;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancel;
    private readonly ITimer _timer;
    private readonly long _began;
    private TimeSpan _budget;
    private long _waitBegan;
    private bool _hasDelta;
    private string? _armed;
    private volatile string? _expired;

    /// <summary>Begins to watch. The total runs from here.</summary>
    public CallWatch(ProviderConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        (_connection, _time) = (connection, time);
        _began = time.GetTimestamp();
        _budget = connection.Timeouts.FirstToken;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a limit is passed, or by the caller.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Which limit was passed, in words; null while none was.</summary>
    public string? Expired => _expired;

    /// <summary>Whether the provider said that the answer is over.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Waiting for the provider begins.</summary>
    public void BeginWait()
    {
        _waitBegan = _time.GetTimestamp();
        var total = _connection.Timeouts.Total;
        var left = total > TimeSpan.Zero ? total - _time.GetElapsedTime(_began) : TimeSpan.MaxValue;
        var isSilence = HasBudget && _budget < left;
        _armed = !isSilence ? $"its answer took longer than {DurationText.Of(total)} in all"
            : _hasDelta ? $"it fell silent for {DurationText.Of(_connection.Timeouts.Idle)} in the middle of its answer"
            : $"nothing of an answer came within {DurationText.Of(_connection.Timeouts.FirstToken)}";
        var due = isSilence ? _budget : left;
        if (due == TimeSpan.MaxValue) return;
        if (due > TimeSpan.Zero) _timer.Change(due, Timeout.InfiniteTimeSpan);
        else Expire();
    }

    /// <summary>Waiting ended, with or without an update.</summary>
    public void EndWait()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!HasBudget) return;
        var left = _budget - _time.GetElapsedTime(_waitBegan);
        _budget = left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1);
        // A flood of updates that carry nothing stops the timer before it can fire.
        if (left <= TimeSpan.Zero) Expire();
    }

    /// <summary>An update came. What carries something of the answer starts the time for the next one.</summary>
    public void Saw(ChatResponseUpdate update)
    {
        if (update.FinishReason is not null && !IsFinished)
        {
            IsFinished = true;
            _budget = TimeoutChatClient.UsageGrace;
        }
        else if (!IsFinished && AnswerBegin.IsDelta(update))
        {
            _hasDelta = true;
            _budget = _connection.Timeouts.Idle;
        }
    }

    /// <summary>The failure to report once <see cref="Expired"/> is set. Not transient: who waited that long is not made to wait again.</summary>
    public ProviderException TimedOut()
    {
        var name = _connection.Name;
        return new ProviderException(ProviderException.TimedOut, name, $"{name} was given up: {Expired}. Try again, or raise the limit of this connection.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _cancel.Dispose();
    }

    /// <summary>A limit of zero or less is none.</summary>
    private bool HasBudget => _budget > TimeSpan.Zero;

    private void Expire()
    {
        _expired ??= _armed;
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended in the same moment.
        }
    }
}
