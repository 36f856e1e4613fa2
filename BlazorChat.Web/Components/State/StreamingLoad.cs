namespace BlazorChat.Web.Components.State;

/// <summary>
/// Counts the answers that are streaming to pages of this process, and says how often each may be painted: 20 times a second while they
/// are few, down to 4 when there are many. Thread-safe.
/// </summary>
internal sealed class StreamingLoad
{
    /// <summary>Up to so many answers at the highest rate; from five times as many on it is the lowest.</summary>
    private const int Few = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);
    private int _count;

    /// <summary>How many answers stream now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The time between two paints of one answer.</summary>
    public TimeSpan Interval => Math.Clamp(Count / (double)Few, 1, Longest / Shortest) * Shortest;

    /// <summary>Counts one more until the result is disposed.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _count);
        return new Place(this);
    }

    private sealed class Place(StreamingLoad load) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) Interlocked.Decrement(ref load._count);
        }
    }
}
