using BlazorChat.Bench.Replay;

// How much of what providers really sent is read as it was meant, however it comes. bench/replay/run.sh calls it.
const int ShownFailures = 60;

if (!ReplayOptions.TryParse(args, out var options)) return 2;

var recordings = new RecordingFolder(options.Folder).Streams()
    .Where(recording => (options.Provider is null || recording.Provider == options.Provider) && (options.Case is null || recording.Id.Contains(options.Case, StringComparison.Ordinal)))
    .ToLookup(recording => recording.Provider);
using var server = await ReplayServer.StartAsync(options.Folder);
using var player = new Player(server.Url);
var failures = new List<string>();
Console.WriteLine($"| provider | {string.Join(" | ", options.Modes)} |");
Console.WriteLine($"|---|{string.Concat(options.Modes.Select(_ => "---|"))}");
foreach (var provider in recordings)
{
    if (player.KindOf(provider.Key) is null)
    {
        Console.WriteLine($"| {provider.Key} | kind not there |");
        continue;
    }

    List<Recording> streams = [.. provider];
    Console.Write($"| {provider.Key} |");
    foreach (var mode in options.Modes)
    {
        var wrong = await player.PlayAsync(mode, streams);
        failures.AddRange(wrong.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{mode} {provider.Key}/{pair.Key}: {pair.Value}"));
        Console.Write($" {streams.Count - wrong.Count}/{streams.Count} |");
    }

    Console.WriteLine();
}

foreach (var failure in failures.Take(options.ShowsAll ? int.MaxValue : ShownFailures)) Console.WriteLine(failure);
if (failures.Count > ShownFailures && !options.ShowsAll) Console.WriteLine($"… and {failures.Count - ShownFailures} more (--all shows them)");
return failures.Count > 0 ? 1 : 0;
