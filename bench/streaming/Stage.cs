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

    /// <summary>A session with one short exchange for each of the first visitors.</summary>
    public async Task<IReadOnlyList<Guid>> BeginAsync(int count)
    {
        var sessions = new List<Guid>();
        foreach (var visitor in _visitors.Take(count)) sessions.Add(await visitor.SendAsync("bench/" + Greeting, "Good morning."));
        return sessions;
    }

    /// <summary>Their pages.</summary>
    public async Task<IReadOnlyList<Circuit>> OpenAsync(IReadOnlyList<Guid> sessions, bool compressed)
    {
        var pages = new List<Circuit>();
        for (var i = 0; i < sessions.Count; i++) pages.Add(await Circuit.OpenAsync(_visitors[i], $"/s/{sessions[i]}", compressed));
        return pages;
    }

    /// <summary>Asks for an answer in each session.</summary>
    public async Task SendAsync(IReadOnlyList<Guid> sessions, string model)
    {
        for (var i = 0; i < sessions.Count; i++) await _visitors[i].SendAsync("bench/" + model, "Go on.", sessions[i]);
    }

    public static async Task CloseAsync(IEnumerable<Circuit> pages)
    {
        foreach (var page in pages) await page.DisposeAsync();
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
