using System.Globalization;

namespace BlazorChat.Bench.Streaming;

/// <summary>So many answers at a time, each to a page of its own, which belongs to a person of its own.</summary>
internal sealed class ManyAnswers(StreamingOptions options, int count, bool compressed)
{
    private const int WarmingAnswers = 4;
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(6);

    public static string Header =>
        """
        | answers | compression | CPU a token without pages, µs | with | CPU an update, µs | all of it by updates | of one core | updates/s | bytes an update | on the wire | delay median / 99th / worst, ms | at the end, worst | commits/s | RSS, MB | heap a circuit, KB | native a circuit, KB |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public async Task<string> RunAsync()
    {
        var model = $"mixed-{options.Tokens}-{options.Rate}";
        const string Warming = "mixed-4000-1000";
        await using var stage = await Stage.SetUpAsync(options, Math.Max(count, 10), compressed, model, Warming);

        // What is compiled at first use is compiled, and what is made once is there.
        var warm = await stage.BeginAsync(10);
        var warmPages = await stage.OpenAsync(warm, compressed);
        for (var i = 0; i < WarmingAnswers; i++)
        {
            await stage.SendAsync(warm, Warming);
            await Task.Delay(TimeSpan.FromSeconds(6));
        }

        await Stage.CloseAsync(warmPages);
        await Task.Delay(UntilSteady); // The compiler works in the background.
        var sessions = await stage.BeginAsync(count);
        var alone = await MeasureAsync(stage, sessions, [], model);
        var pages = await stage.OpenAsync(sessions, compressed);
        var shown = await MeasureAsync(stage, sessions, pages, model);
        if (pages.Select(page => page.Traffic.Error).FirstOrDefault(error => error is not null) is { } error) throw new InvalidOperationException($"A circuit ended: {error}");
        if (stage.Provider.Late > 0) Console.Error.WriteLine($"The load itself was late {stage.Provider.Late} times.");
        var row = Row(pages, alone, shown);
        await Stage.CloseAsync(pages);
        return row;
    }

    /// <summary>Between all having begun and the first one's end. The garbage is collected after that, while they still stream.</summary>
    private async Task<Measure> MeasureAsync(Stage stage, IReadOnlyList<Guid> sessions, IReadOnlyList<Circuit> pages, string model)
    {
        var length = TimeSpan.FromSeconds((double)options.Tokens / options.Rate);
        var began = Stamp.Now;
        await stage.SendAsync(sessions, model);
        var sent = TimeSpan.FromMicroseconds(Stamp.Now - began);
        await Task.Delay(UntilSteady);
        Console.Error.WriteLine($"== {count} stream to {pages.Count} pages, process {stage.Server.ProcessId}");
        var first = Sample.Take(stage.Server, pages);
        await Task.Delay(length - sent - UntilSteady - UntilSteady);
        var last = Sample.Take(stage.Server, pages);
        var resident = stage.Server.ResidentBytes;
        var memory = await stage.Server.ReadMemoryAsync();
        await Task.Delay(sent + UntilSteady + UntilSteady);
        return new Measure(first, last, resident, memory);
    }

    private string Row(IReadOnlyList<Circuit> pages, Measure alone, Measure shown)
    {
        var tokens = options.Rate * shown.Seconds * count;
        var tokensAlone = options.Rate * alone.Seconds * count;
        var ofTokens = alone.Processor / tokensAlone;
        var updates = (double)(shown.Last.Updates - shown.First.Updates);
        var delays = pages.SelectMany(page => page.Traffic.DelaysBetween(shown.First.At, shown.Last.At)).Order().ToList();
        var ends = pages.Max(page => page.Traffic.DelaysBetween(0, long.MaxValue)[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {count} | {(compressed ? "yes" : "no")} | {ofTokens:0} | {shown.Processor / tokens:0} | {(shown.Processor - (ofTokens * tokens)) / updates:0} | {shown.Processor / updates:0} | {shown.Processor / shown.Seconds / 1e4:0} % | {updates / shown.Seconds:0} | {(shown.Last.Bytes - shown.First.Bytes) / updates:0} | {(shown.Last.Wire - shown.First.Wire) / updates:0} | {At(delays, 0.5):0} / {At(delays, 0.99):0} / {delays[^1]:0} | {ends:0} ms | {(shown.Last.Commits - shown.First.Commits) / shown.Seconds:0.0} | {shown.Resident >> 20} | {(shown.Memory.Heap - alone.Memory.Heap) / 1024.0 / count:0} | {(shown.Memory.Native - alone.Memory.Native) / 1024.0 / count:0} |
            """);
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private sealed record Measure(Sample First, Sample Last, long Resident, MemoryFigures Memory)
    {
        public double Seconds => (Last.At - First.At) / 1e6;

        /// <summary>Microseconds.</summary>
        public double Processor => (Last.Processor - First.Processor).TotalMicroseconds;
    }
}
