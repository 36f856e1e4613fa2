namespace BlazorChat.Tests.Infrastructure;

/// <summary>A clock that stands still until <see cref="Advance"/>; timers fire on the thread that advances it. Thread-safe.</summary>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly TimeSpan _offset;
    private TimeSpan _elapsed;

    public FakeTimeProvider(DateTimeOffset? start = null) => _offset = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) - DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether any timer waits: a test that advances only then cannot come too early.</summary>
    public bool HasTimers => NextDue() is not null;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _offset + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Moves the clock, stopping at every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = Elapsed + by;
        while (NextDue() is { } next && next.Due <= end)
        {
            lock (_lock) _elapsed = next.Due > _elapsed ? next.Due : _elapsed;
            next.Fire();
        }
        lock (_lock) _elapsed = end;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock) _timers.Add(timer);
        return timer;
    }

    private TimeSpan Elapsed
    {
        get { lock (_lock) return _elapsed; }
    }

    private FakeTimer? NextDue()
    {
        lock (_lock) return _timers.Where(timer => timer.Due != TimeSpan.MaxValue).MinBy(timer => timer.Due);
    }

    private sealed class FakeTimer(FakeTimeProvider time, Action callback) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : time._elapsed + dueTime;
                _period = period;
            }
            return true;
        }

        public void Fire()
        {
            lock (time._lock) Due = _period > TimeSpan.Zero ? Due + _period : TimeSpan.MaxValue;
            callback();
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
