using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using static BlazorChat.Tests.Providers.Calls.ScriptedClient;

namespace BlazorChat.Tests.Providers.Calls;

public sealed class BreakerTests
{
    private static readonly ProviderConnection Lab = new("lab", "fake", new Uri("http://lab:1/v1"), "key", ["m"]);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly BreakerRegistry _breakers;
    private int _changes;

    public BreakerTests()
    {
        _breakers = new BreakerRegistry(_time, NullLogger<BreakerRegistry>.Instance);
        _breakers.Changed += () => _changes++;
    }

    [Fact]
    public async Task FiveFailuresInARow_PauseTheEndpoint()
    {
        await FailAsync(4, Failure(503));
        Assert.Equal((null, 0), (_breakers.PausedUntil(Lab), _changes));
        await FailAsync(1, Unreachable);
        Assert.Equal((_time.GetUtcNow() + Pause, 1), (_breakers.PausedUntil(Lab), _changes));

        _time.Advance(TimeSpan.FromSeconds(10));
        var inner = new ScriptedClient(["a"]);
        var refusal = await Ask(inner).FailAsync();
        Assert.Equal(0, inner.Calls);
        Assert.Equal((ProviderException.Paused, TimeSpan.FromSeconds(20), false), (refusal.Code, refusal.RetryAfter!.Value, refusal.IsTransient));
        Assert.Equal("lab failed 5 times in a row and is left alone for 20 s. Last: lab cannot be reached.", refusal.Message);
        Assert.Null(refusal.Detail);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(null)]
    public async Task Success_BreaksTheRow(string? delta)
    {
        await FailAsync(4, Failure(503));
        await Ask(new ScriptedClient(delta is null ? [] : [delta, Failure(503)])).EndOrFailAsync();
        await FailAsync(4, Failure(503));
        Assert.Null(_breakers.PausedUntil(Lab));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task FailureOfTheCall_DoesNotCount(int status)
    {
        await FailAsync(4, Failure(503));
        await FailAsync(10, Failure(status));
        Assert.Null(_breakers.PausedUntil(Lab));
        await FailAsync(1, Failure(503));
        Assert.NotNull(_breakers.PausedUntil(Lab));
    }

    [Theory]
    [InlineData(ProviderException.Unreachable, true)]
    [InlineData(ProviderException.TimedOut, true)]
    [InlineData(ProviderException.StreamBroken, true)]
    [InlineData(ProviderException.NotAnApi, false)]
    [InlineData(ProviderException.AddressBlocked, false)]
    [InlineData(ProviderException.TooMuch, false)]
    [InlineData(ProviderException.KeyUnreadable, false)]
    [InlineData(ProviderException.Failed, false)]
    public async Task FailureWithoutAStatus_CountsWhereItSpeaksOfTheEndpoint(string code, bool counts)
    {
        await FailAsync(5, new ProviderException(code, "lab", "x"));
        Assert.Equal(counts, _breakers.PausedUntil(Lab) is not null);
    }

    [Fact]
    public async Task AfterThePause_OneSuccessCloses()
    {
        await FailAsync(5, Failure(503));
        _time.Advance(Pause);
        Assert.Null(_breakers.PausedUntil(Lab));
        await Ask(new ScriptedClient(["a"])).EndAsync();
        Assert.Equal((0, 2), (_breakers.Count, _changes));
        await FailAsync(4, Failure(503));
        Assert.Null(_breakers.PausedUntil(Lab));
    }

    [Fact]
    public async Task AfterThePause_OneFailurePausesAgain()
    {
        await FailAsync(5, Failure(503));
        _time.Advance(Pause);
        await FailAsync(1, Failure(500));
        Assert.Equal((_time.GetUtcNow() + Pause, 2), (_breakers.PausedUntil(Lab), _changes));
        Assert.Contains("failed 6 times in a row", (await Ask(new ScriptedClient(["a"])).FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterThePause_OfManyCallsAtOnceOneGoesThrough()
    {
        await FailAsync(5, Failure(503));
        _time.Advance(Pause);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inner = new ScriptedClient([answer.Task, "a"]);
        using var start = new Barrier(4);
        var readings = new List<Reading>();
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 50; i++)
            {
                var reading = Ask(inner);
                lock (readings) readings.Add(reading);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal((200, 1), (readings.Count, inner.Calls));
        var probe = Assert.Single(readings, reading => !reading.IsOver);
        foreach (var reading in readings.Where(reading => reading != probe))
        {
            Assert.Contains("is being tried by another call", (await reading.FailAsync()).Message, StringComparison.Ordinal);
        }
        answer.SetResult();
        await probe.EndAsync();
        await Ask(inner).EndAsync();
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task Probe_ThatIsCancelled_FreesItsPlace()
    {
        await FailAsync(5, Failure(503));
        _time.Advance(Pause);
        using var cancel = new CancellationTokenSource();
        var probe = Ask(new ScriptedClient([new TaskCompletionSource().Task]), cancel.Token);
        await Ask(new ScriptedClient(["a"])).FailAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(probe.EndAsync);
        Assert.Equal(1, _changes);
        await Ask(new ScriptedClient(["a"])).EndAsync();
        Assert.Equal(2, _changes);
    }

    [Fact]
    public async Task Cancel_IsNoFailure()
    {
        for (var i = 0; i < 10; i++)
        {
            using var cancel = new CancellationTokenSource();
            var reading = Ask(new ScriptedClient([new TaskCompletionSource().Task]), cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(reading.EndAsync);
        }
        Assert.Equal(0, _breakers.Count);
    }

    [Fact]
    public async Task LateResults_OfCallsFromBeforeThePause_SayNothing()
    {
        var (good, bad) = (new TaskCompletionSource(), new TaskCompletionSource());
        var early = Ask(new ScriptedClient([good.Task, "a"]));
        var late = Ask(new ScriptedClient([bad.Task, Failure(503)]));
        await FailAsync(5, Failure(503));
        var until = _breakers.PausedUntil(Lab);
        _time.Advance(TimeSpan.FromSeconds(10));
        good.SetResult();
        await early.EndAsync();
        bad.SetResult();
        await late.FailAsync();
        Assert.Equal((until, 1), (_breakers.PausedUntil(Lab), _changes));
    }

    [Fact]
    public async Task Pause_IsOfOneEndpointAndOneOwner()
    {
        var mine = Lab with { OwnerId = Guid.CreateVersion7() };
        await FailAsync(5, Failure(503), mine);
        Assert.NotNull(_breakers.PausedUntil(mine with { Name = "other name", ApiKey = "other key" }));
        Assert.NotNull(_breakers.PausedUntil(mine with { BaseUrl = new Uri("http://LAB:1/v1/") }));
        Assert.Null(_breakers.PausedUntil(Lab));
        Assert.Null(_breakers.PausedUntil(mine with { OwnerId = Guid.CreateVersion7() }));
        Assert.Null(_breakers.PausedUntil(mine with { BaseUrl = new Uri("http://lab:2/v1") }));
        Assert.Null(_breakers.PausedUntil(mine with { BaseUrl = new Uri("http://lab:1/v2") }));
    }

    [Fact]
    public async Task Endpoints_ThatFailedLongAgo_AreForgotten()
    {
        for (var i = 0; i < 100; i++) await FailAsync(1, Failure(503), Lab with { OwnerId = Guid.CreateVersion7() });
        Assert.Equal(100, _breakers.Count);
        _time.Advance(TimeSpan.FromMinutes(10));
        await FailAsync(1, Failure(503));
        Assert.Equal(1, _breakers.Count);
    }

    private async Task FailAsync(int times, ProviderException failure, ProviderConnection? connection = null)
    {
        for (var i = 0; i < times; i++) await new Reading(new BreakerChatClient(new ScriptedClient([failure]), connection ?? Lab, _breakers)).FailAsync();
    }

    private Reading Ask(IChatClient inner, CancellationToken cancellationToken = default) =>
        new(new BreakerChatClient(inner, Lab, _breakers), cancellationToken);
}
