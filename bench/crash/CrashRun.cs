using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Bench.Crash;

/// <summary>One database's rounds: send, kill, start again, compare.</summary>
internal sealed class CrashRun : IAsyncDisposable
{
    // About what a send takes; a delay that is longer is cut off by the answer.
    private const double MaxSendMilliseconds = 30;

    private readonly CrashOptions _options;
    private readonly Store _store;
    private readonly Upstream _upstream;
    private readonly Server _server;
    private readonly Person _person;
    private readonly Random _random;

    private CrashRun(CrashOptions options, Store store, Upstream upstream, string url)
    {
        (_options, _store, _upstream) = (options, store, upstream);
        _random = new Random(options.Seed);
        _person = new Person(url);
        _server = new Server(options.Server, url, new Dictionary<string, string>(store.Environment)
        {
            ["Connections__0__name"] = "bench",
            ["Connections__0__provider"] = "openai-compatible",
            ["Connections__0__base_url"] = upstream.Url,
            ["Connections__0__models__0"] = "transcript",
            ["Titles__Model"] = "off", // Every call that the provider sees is one that a message made.
            ["Generation__PerUser"] = "10000",
            ["Generation__MaxQueuedPerUser"] = "100000",
        });
    }

    public static async Task<CrashRun> StartAsync(CrashOptions options, string database)
    {
        var run = new CrashRun(options, await Store.CreateAsync(database), await Upstream.StartAsync(), $"http://127.0.0.1:{FreePort()}");
        await run._server.StartAsync();
        await run._person.RegisterAsync();
        return run;
    }

    public async Task<RoundResult> RoundAsync(int round)
    {
        _upstream.Pace = TimeSpan.FromMilliseconds(20);
        var questions = Enumerable.Range(0, _options.Streams).Select(i => $"r{round}q{i}").ToList();
        var acknowledged = _options.KillsInSendPath ? await KillWhileSendingAsync(questions) : await SendThenWaitAsync(questions);
        _server.Kill();
        var sent = acknowledged.Count;
        var killed = Stopwatch.GetTimestamp();
        var old = killed - Stopwatch.Frequency; // A second before.
        var sentBefore = questions.ToDictionary(question => question, question => _upstream.SentBefore(question, old));
        var callsBefore = questions.ToDictionary(question => question, _upstream.CallsFor);

        _upstream.Pace = TimeSpan.Zero;
        var ready = await _server.StartAsync();
        var watch = Stopwatch.StartNew();
        if (_options.KillsInSendPath) await SendAgainAsync(questions, acknowledged);
        var open = await WaitForEndsAsync(watch);
        var answers = (await _store.ReadAsync()).Where(answer => answer.Question.StartsWith($"r{round}q", StringComparison.Ordinal)).ToLookup(answer => answer.Question);
        var result = new RoundResult(_store.Name, round)
        {
            Acknowledged = sent,
            WithoutEnd = open,
            RestartToReady = ready,
            UntilAllEnded = watch.Elapsed,
            IsIntact = await _store.IsIntactAsync(),
        };
        return Compare(result, questions, acknowledged, answers, question => (sentBefore[question], callsBefore[question]));
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        _person.Dispose();
        await _upstream.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task<HashSet<string>> SendThenWaitAsync(List<string> questions)
    {
        var results = await Task.WhenAll(questions.Select(async question => (question, ok: await _person.SendAsync(question))));
        await Task.Delay(_random.Next(_options.KillAfterMin, _options.KillAfterMax));
        return [.. results.Where(result => result.ok).Select(result => result.question)];
    }

    /// <summary>Kills at a random moment of a random send: some of its writes are done, the others are not.</summary>
    private async Task<HashSet<string>> KillWhileSendingAsync(List<string> questions)
    {
        var acknowledged = new HashSet<string>();
        var last = _random.Next(0, questions.Count);
        foreach (var question in questions.Take(last))
        {
            if (await _person.SendAsync(question)) acknowledged.Add(question);
        }

        var sending = _person.SendAsync(questions[last]);
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(_random.NextDouble() * MaxSendMilliseconds)));
        _server.Kill();
        if (await sending) acknowledged.Add(questions[last]);
        return acknowledged;
    }

    /// <summary>What a browser does after the server is back: it sends again what was not acknowledged, under the same key. The last one acknowledged too, as if its answer had been lost.</summary>
    private async Task SendAgainAsync(List<string> questions, HashSet<string> acknowledged)
    {
        foreach (var question in questions.Take(acknowledged.Count + 1).TakeLast(2))
        {
            if (!await _person.SendAsync(question)) throw new InvalidOperationException("The server is gone without having been killed.");
            acknowledged.Add(question);
        }
    }

    private async Task<int> WaitForEndsAsync(Stopwatch watch)
    {
        int open;
        while ((open = await _store.CountOpenAsync()) > 0 && watch.Elapsed < TimeSpan.FromSeconds(30)) await Task.Delay(100);
        return open;
    }

    private RoundResult Compare(
        RoundResult result, List<string> questions, HashSet<string> acknowledged, ILookup<string, StoredAnswer> answers, Func<string, (int Sent, int Calls)> before)
    {
        int lost = 0, old = 0, wrong = 0, doubled = 0, again = 0;
        foreach (var question in questions)
        {
            var stored = answers[question].ToList();
            var (sent, callsBefore) = before(question);
            var calls = _upstream.CallsFor(question);
            if (stored.Count == 0 && acknowledged.Contains(question)) Note(ref lost, $"{question}: the question is gone");
            if (stored.Count > 1) Note(ref doubled, $"{question}: stored {stored.Count} times");
            if (stored.Count != 1) continue;

            var answer = stored[0];
            // A second call is right only for an answer of which nothing had been stored.
            if (calls > callsBefore && callsBefore > 0) again++;
            if (calls > callsBefore + 1 || (calls > callsBefore && callsBefore > 0 && answer.Attempt < 2)) Note(ref doubled, $"{question}: {calls} calls, attempt {answer.Attempt}");
            if (!Upstream.Transcript(question).StartsWith(answer.Text, StringComparison.Ordinal)) Note(ref wrong, $"{question}: the text is no prefix of what was sent");
            // Run again, it looks whole; but what had been read of the first answer is gone, and a model does not say the same twice.
            if (calls > callsBefore && sent > 0) Note(ref old, $"{question}: {sent} had been sent a second before, and it was asked again");
            if (answer.Text.Length < sent) Note(ref old, $"{question}: {sent} had been sent a second before, {answer.Text.Length} are stored ({answer.Status})");
            if (answer.Status == "completed" && answer.Text != Upstream.Transcript(question)) Note(ref wrong, $"{question}: completed, but not whole");
        }

        return result with
        {
            QuestionsLost = lost, OldTextLost = old, Wrong = wrong, Doubled = doubled, RunAgain = again,
            Interrupted = questions.Count(question => answers[question].Any(answer => answer.Status == "interrupted")),
        };

        void Note(ref int counter, string finding)
        {
            counter++;
            result.Findings.Add(finding);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
