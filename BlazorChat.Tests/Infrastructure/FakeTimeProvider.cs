namespace BlazorChat.Tests.Infrastructure;

/// <summary>A clock that stands still until <see cref="Advance"/>; timers fire on the thread that advances it. Thread-safe.</summary>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly TimeSpan _offset;
    private TimeSpan _elapsed;
    private (TimeSpan DueTime, TaskCompletionSource Set)? _awaited;

    public FakeTimeProvider(DateTimeOffset? start = null) => _offset = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) - DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

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

    /// <summary>Completes when a timer with that due time waits: a test that advances then cannot come too early. One at a time.</summary>
    public Task TimerOfAsync(TimeSpan dueTime)
    {
        lock (_lock)
        {
            if (_timers.Exists(timer => timer.DueTime == dueTime && timer.Due != TimeSpan.MaxValue)) return Task.CompletedTask;
            _awaited = (dueTime, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _awaited.Value.Set.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        lock (_lock) _timers.Add(timer);
        timer.Change(dueTime, period);
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

        public TimeSpan DueTime { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : time._elapsed + dueTime;
                (DueTime, _period) = (dueTime, period);
                if (time._awaited?.DueTime == dueTime) time._awaited.Value.Set.TrySetResult();
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
