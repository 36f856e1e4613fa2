using BlazorChat.Web.Components.State;

namespace BlazorChat.Web.Components.Chat;

/// <summary>The place of one streaming answer among all that stream, and when it may be painted next. Used from one page's context only.</summary>
internal sealed class PaintPace(StreamingLoad load, TimeProvider time) : IDisposable
{
    private readonly IDisposable _place = load.Enter();
    private long _paintedAt;

    /// <summary>Whether it may be painted now.</summary>
    public bool IsDue => Wait <= TimeSpan.Zero;

    private TimeSpan Wait => _paintedAt == 0 ? TimeSpan.Zero : load.Interval - time.GetElapsedTime(_paintedAt);

    /// <summary>Waits for its turn, and takes it.</summary>
    public async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (Wait is { Ticks: > 0 } wait) await Task.Delay(wait, time, cancellationToken);
        _paintedAt = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
