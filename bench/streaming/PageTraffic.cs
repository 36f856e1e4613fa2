namespace BlazorChat.Bench.Streaming;

/// <summary>What a page was sent: updates, their bytes, and when the stamps in them were seen first. Thread-safe.</summary>
internal sealed class PageTraffic
{
    private readonly Lock _lock = new();
    private readonly List<long> _found = [];
    private readonly List<(long Stamp, double Milliseconds)> _delays = [];
    private readonly List<(long At, int Bytes)> _sizes = [];
    private long _updates;
    private long _bytes;
    private long _lastStamp;

    /// <summary>Why the circuit ended; null while it lives.</summary>
    public string? Error { get; private set; }

    public (long Updates, long Bytes) Count
    {
        get { lock (_lock) return (_updates, _bytes); }
    }

    /// <summary>The newest stamp seen; 0 before the first.</summary>
    public long LastStamp
    {
        get { lock (_lock) return _lastStamp; }
    }

    /// <summary>From the provider's write to the page, of the stamps written between two moments.</summary>
    public List<double> DelaysBetween(long from, long to)
    {
        lock (_lock) return [.. _delays.Where(delay => delay.Stamp >= from && delay.Stamp < to).Select(delay => delay.Milliseconds)];
    }

    /// <summary>The bytes of the largest update that came after a moment.</summary>
    public long LargestAfter(long from)
    {
        lock (_lock) return _sizes.Where(size => size.At >= from).Select(size => size.Bytes).DefaultIfEmpty().Max();
    }

    public void Take(ReadOnlySpan<byte> batch)
    {
        var now = Stamp.Now;
        lock (_lock)
        {
            _updates++;
            _bytes += batch.Length;
            _sizes.Add((now, batch.Length));
            _found.Clear();
            Stamp.Find(batch, ref _lastStamp, _found);
            foreach (var stamp in _found) _delays.Add((stamp, (now - stamp) / 1000.0));
        }
    }

    public void Fail(string error) => Error ??= error;
}
