using System.Globalization;

namespace BlazorChat.Bench.Streaming;

/// <summary>One long answer at a time, of one block or of many: whether twice the text costs twice as much.</summary>
internal sealed class LongAnswers(StreamingOptions options)
{
    // Six times the fastest model; an answer of 200,000 characters takes 20 s.
    private const int TokensPerSecond = 2500;

    private static readonly string[] Kinds = ["prose", "code", "list", "table"];
    private static readonly int[] Lengths = [1_000, 10_000, 50_000, 200_000];

    public static string Header =>
        """
        | text | characters | answers | updates | CPU an answer, ms | CPU 1,000 characters, ms | bytes to the page a character | largest update, KB | delay median / 99th, ms |
        |---|---|---|---|---|---|---|---|---|
        """;

    public async Task RunAsync()
    {
        var models = Kinds.SelectMany(kind => Lengths.Select(length => Model(kind, length))).ToArray();
        await using var stage = await Stage.SetUpAsync(options, 1, compressed: false, models);
        foreach (var kind in Kinds) await MeasureAsync(stage, kind, 10_000, 3);
        foreach (var kind in Kinds)
        {
            foreach (var length in Lengths) Console.WriteLine(await MeasureAsync(stage, kind, length, Math.Clamp(20_000 / length, 1, 10)));
        }
    }

    private static string Model(string kind, int characters) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{characters / SampleText.TokenLength}-{TokensPerSecond}");

    private static async Task<string> MeasureAsync(Stage stage, string kind, int length, int answers)
    {
        var processor = TimeSpan.Zero;
        var (updates, bytes, largest) = (0L, 0L, 0L);
        var delays = new List<double>();
        for (var i = 0; i < answers; i++)
        {
            var sessions = await stage.BeginAsync(1);
            var pages = await stage.OpenAsync(sessions, compressed: false);
            var page = pages[0];
            await Task.Delay(TimeSpan.FromSeconds(1)); // What a new page does besides.
            var first = Sample.Take(stage.Server, pages);
            await stage.SendAsync(sessions, Model(kind, length));
            await Task.Delay(TimeSpan.FromSeconds((double)length / SampleText.TokenLength / TokensPerSecond));
            for (var seen = -1L; seen != page.Traffic.Count.Updates;)
            {
                seen = page.Traffic.Count.Updates;
                await Task.Delay(TimeSpan.FromSeconds(1));
            }

            var last = Sample.Take(stage.Server, pages);
            if (page.Traffic.Error is { } error) throw new InvalidOperationException($"The circuit ended: {error}");
            processor += last.Processor - first.Processor;
            updates += last.Updates - first.Updates;
            bytes += last.Bytes - first.Bytes;
            largest = Math.Max(largest, page.Traffic.LargestAfter(first.At));
            delays.AddRange(page.Traffic.DelaysBetween(first.At, last.At));
            await Stage.CloseAsync(pages);
        }

        delays.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| {kind} | {length:N0} | {answers} | {updates / answers} | {processor.TotalMilliseconds / answers:0} | {processor.TotalMilliseconds * 1000 / answers / length:0.00} | {(double)bytes / answers / length:0.0} | {largest / 1024.0:0} | {delays[delays.Count / 2]:0} / {delays[(int)((delays.Count - 1) * 0.99)]:0} |");
    }
}
