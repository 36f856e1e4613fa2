namespace BlazorChat.Bench.Streaming;

/// <summary>Where all counters stood at a moment.</summary>
internal sealed record Sample(long At, TimeSpan Processor, long Updates, long Bytes, long Wire, uint Commits)
{
    public static Sample Take(MeasuredServer server, IReadOnlyList<Circuit> pages)
    {
        var counts = pages.Select(page => page.Traffic.Count).ToList();
        return new Sample(Stamp.Now, server.Processor, counts.Sum(count => count.Updates), counts.Sum(count => count.Bytes), pages.Sum(page => page.WireBytes), server.Commits);
    }
}
