namespace BlazorChat.Bench.Streaming;

/// <summary>A provider, a server that asks it, and people who are signed in.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string Greeting = "mixed-5-500";
    private const int SignInsAtATime = 4;

    private readonly List<Visitor> _visitors = [];

    private Stage(Provider provider, MeasuredServer server) => (Provider, Server) = (provider, server);

    public Provider Provider { get; }

    public MeasuredServer Server { get; }

    public IReadOnlyList<Visitor> Visitors => _visitors;

    public static async Task<Stage> SetUpAsync(StreamingOptions options, int visitors, bool compressed, params string[] models)
    {
        var provider = await Provider.StartAsync();
        var settings = new Dictionary<string, string>(options.Settings)
        {
            ["Connections__0__name"] = "bench",
            ["Connections__0__provider"] = "openai-compatible",
            ["Connections__0__base_url"] = provider.Url,
            ["Titles__Model"] = "off", // A call is an answer.
            ["Circuits__Compression"] = compressed ? "true" : "false",
        };
        foreach (var (i, model) in models.Append(Greeting).Index()) settings[$"Connections__0__models__{i}"] = model;
        var stage = new Stage(provider, await MeasuredServer.StartAsync(options.Program, options.Probe, settings));
        await stage.SignInAsync(visitors);
        return stage;
    }

    /// <summary>Makes a session with one short exchange for each of them, and opens its page.</summary>
    public async Task<IReadOnlyList<(Circuit Page, Guid Session)>> OpenAsync(int count, bool compressed)
    {
        var pages = new List<(Circuit, Guid)>();
        foreach (var visitor in _visitors.Take(count))
        {
            var session = await visitor.SendAsync("bench/" + Greeting, "Good morning.");
            pages.Add((await Circuit.OpenAsync(visitor, $"/s/{session}", compressed), session));
        }

        return pages;
    }

    public static async Task CloseAsync(IEnumerable<(Circuit Page, Guid Session)> pages)
    {
        foreach (var (page, _) in pages) await page.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(2)); // The server lets go of them after it has answered.
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors) visitor.Dispose();
        Server.Dispose();
        await Provider.DisposeAsync();
    }

    private async Task SignInAsync(int count)
    {
        if (count == 0) return;
        _visitors.AddRange(Enumerable.Range(0, count).Select(i => new Visitor(Server.Url, $"visitor{i}")));
        await _visitors[0].RegisterAsync();
        await Server.CopyAccountAsync(count - 1);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = SignInsAtATime };
        await Parallel.ForEachAsync(_visitors.Skip(1), limit, async (visitor, _) => await visitor.SignInAsync());
    }
}
