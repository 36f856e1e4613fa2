namespace BlazorChat.Core.Providers.Calls;

/// <summary>What is known of one endpoint that failed of late (R15). Not thread-safe: <see cref="BreakerRegistry"/> guards it.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>So many failures in a row pause it.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long it is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private int _failures;
    private bool _isProbing;
    private long _touched = time.GetTimestamp();
    private DateTimeOffset _pausedUntil;
    private string _lastMessage = "";

    /// <summary>Whether calls are refused, or one is let through to find out.</summary>
    public bool IsOpen => _failures >= MaxFailures;

    /// <summary>When the pause ends; null where there is none.</summary>
    public DateTimeOffset? PausedUntil => Left > TimeSpan.Zero ? _pausedUntil : null;

    /// <summary>Lets a call through, or says why not. Of an endpoint whose pause is over one call at a time finds out how it is.</summary>
    public ProviderException? Enter(string name)
    {
        if (!IsOpen) return null;
        if (Left <= TimeSpan.Zero && !_isProbing)
        {
            _isProbing = true;
            return null;
        }
        var (wait, what) = Left > TimeSpan.Zero ? (Left, $"is left alone for {DurationText.OfWait(Left)}") : (TimeSpan.FromSeconds(1), "is being tried by another call");
        return new ProviderException(ProviderException.Paused, name, $"{name} failed {_failures} times in a row and {what}. Last: {_lastMessage}") { RetryAfter = wait };
    }

    /// <summary>A call failed. A late one that entered before the pause says nothing new.</summary>
    public void Fail(bool isProbe, string message)
    {
        if (IsOpen && !isProbe) return;
        _isProbing = false;
        _failures++;
        _lastMessage = message;
        _touched = time.GetTimestamp();
        _pausedUntil = time.GetUtcNow() + Pause;
    }

    /// <summary>The call that was to find out ended without finding out.</summary>
    public void Release() => _isProbing = false;

    /// <summary>Whether nothing happened for so long that it may be forgotten.</summary>
    public bool IsStale(TimeSpan age) => !_isProbing && time.GetElapsedTime(_touched) >= age;

    private TimeSpan Left => IsOpen ? Pause - time.GetElapsedTime(_touched) : TimeSpan.Zero;
}
