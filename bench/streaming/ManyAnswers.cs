using System.Globalization;

namespace BlazorChat.Bench.Streaming;

/// <summary>So many answers at a time, each to a page of its own, which belongs to a person of its own.</summary>
internal sealed class ManyAnswers(StreamingOptions options, int count, bool compressed)
{
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(6);

    public static string Header =>
        """
        | answers | compression | CPU a token, µs | CPU an update, µs | of one core | updates/s | bytes an update | on the wire | delay median / 99th / worst, ms | behind at the end, worst | commits/s | RSS, MB | heap a circuit, KB | native a circuit, KB |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public async Task<string> RunAsync()
    {
        var model = $"mixed-{options.Tokens}-{options.Rate}";
        const string Warming = "mixed-4000-1000";
        await using var stage = await Stage.SetUpAsync(options, Math.Max(count, 10), compressed, model, Warming);

        // What is compiled at first use is compiled, and what is made once is there.
        var warm = await stage.OpenAsync(10, compressed);
        for (var i = 0; i < 2; i++) await StreamAsync(stage, warm, Warming, TimeSpan.FromSeconds(6));
        await Stage.CloseAsync(warm);

        var before = await stage.Server.ReadMemoryAsync();
        var pages = await stage.OpenAsync(count, compressed);
        var row = await MeasureAsync(stage, pages, model, before);
        await Stage.CloseAsync(pages);
        return row;
    }

    private static async Task StreamAsync(Stage stage, IReadOnlyList<(Circuit Page, Guid Session)> pages, string model, TimeSpan length)
    {
        for (var i = 0; i < pages.Count; i++) await stage.Visitors[i].SendAsync("bench/" + model, "Go on.", pages[i].Session);
        await Task.Delay(length);
    }

    private async Task<string> MeasureAsync(Stage stage, IReadOnlyList<(Circuit Page, Guid Session)> pages, string model, MemoryFigures before)
    {
        var length = TimeSpan.FromSeconds((double)options.Tokens / options.Rate);
        await StreamAsync(stage, pages, model, UntilSteady);
        var end = DateTime.UtcNow + length - UntilSteady - UntilSteady; // Before the first one ends, and with time to collect garbage.
        Console.Error.WriteLine($"== {count} stream, process {stage.Server.ProcessId}");
        var first = Sample.Take(stage.Server, pages);
        await Task.Delay(end - DateTime.UtcNow);
        var last = Sample.Take(stage.Server, pages);
        var resident = stage.Server.ResidentBytes;
        var memory = await stage.Server.ReadMemoryAsync();
        await Task.Delay(UntilSteady + UntilSteady);

        if (pages.Select(page => page.Page.Traffic.Error).FirstOrDefault(error => error is not null) is { } error) throw new InvalidOperationException($"A circuit ended: {error}");
        if (stage.Provider.Late > 0) Console.Error.WriteLine($"The load itself was late {stage.Provider.Late} times.");
        var seconds = (last.At - first.At) / 1e6;
        var processor = (last.Processor - first.Processor).TotalMicroseconds;
        var updates = (double)(last.Updates - first.Updates);
        var delays = pages.SelectMany(page => page.Page.Traffic.DelaysBetween(first.At, last.At)).Order().ToList();
        var ends = pages.Select(page => page.Page.Traffic.DelaysBetween(0, long.MaxValue)[^1]).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {count} | {(compressed ? "yes" : "no")} | {processor / (options.Rate * seconds * count):0} | {processor / updates:0} | {processor / seconds / 1e4:0} % | {updates / seconds:0} | {(last.Bytes - first.Bytes) / updates:0} | {(last.Wire - first.Wire) / updates:0} | {At(delays, 0.5):0} / {At(delays, 0.99):0} / {delays[^1]:0} | {ends[^1]:0} ms | {(last.Commits - first.Commits) / seconds:0.0} | {resident >> 20} | {(memory.Heap - before.Heap) / 1024.0 / count:0} | {(memory.Native - before.Native) / 1024.0 / count:0} |
            """);
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];
}
