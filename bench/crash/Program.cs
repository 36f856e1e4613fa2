using BlazorChat.Bench.Crash;

// dotnet run -c Release --project bench/crash -- --help
if (!CrashOptions.TryParse(args, out var options)) return 2;

var report = new List<RoundResult>();
foreach (var database in options.Databases)
{
    await using var run = await CrashRun.StartAsync(options, database);
    for (var round = 1; round <= options.Rounds; round++)
    {
        var result = await run.RoundAsync(round);
        report.Add(result);
        Console.WriteLine(result.ToRow(withHeader: report.Count == 1));
        foreach (var finding in result.Findings.Take(10)) Console.WriteLine($"    {finding}");
    }
}

return report.All(result => result.IsGood) ? 0 : 1;
