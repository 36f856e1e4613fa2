using BlazorChat.Bench.Streaming;

// What a streaming answer costs. bench/streaming/run.sh calls it; --help says more.
if (!StreamingOptions.TryParse(args, out var options)) return 2;

if (options.OnlyServes)
{
    await using var stage = await Stage.SetUpAsync(options, 0, compressed: false, "mixed-20000-500");
    Console.WriteLine(stage.Server.Url);
    Console.ReadLine();
    return 0;
}

if (options.IsLong)
{
    Console.WriteLine(LongAnswers.Header);
    await new LongAnswers(options).RunAsync();
    return 0;
}

Console.WriteLine(ManyAnswers.Header);
foreach (var count in options.Answers)
{
    foreach (var compressed in options.ComparesCompression ? new[] { false, true } : [false])
    {
        Console.WriteLine(await new ManyAnswers(options, count, compressed).RunAsync());
    }
}

return 0;
