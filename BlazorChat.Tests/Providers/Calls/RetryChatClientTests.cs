using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Calls.ScriptedClient;

namespace BlazorChat.Tests.Providers.Calls;

public sealed class RetryChatClientTests
{
    private readonly FakeTimeProvider _time = new();
    private ProviderConnection _connection = new("lab", "fake", null, null, ["m"]);

    [Fact]
    public async Task Failure_ThatPasses_IsTriedAgainAfterItsPauses()
    {
        var inner = new ScriptedClient([Failure(503)], [Unreachable], ["a"]);
        var reading = new Reading(Client(inner));
        await PassAsync(TimeSpan.FromSeconds(0.5), () => Assert.Equal(1, inner.Calls));
        await PassAsync(TimeSpan.FromSeconds(1), () => Assert.Equal(2, inner.Calls));
        await reading.EndAsync();
        Assert.Equal(("a", 3, 0), (reading.Text, inner.Calls, inner.OpenStreams));
        var notices = reading.Notices.Cast<RetryNotice>().ToList();
        Assert.Equal([(1, 0.5, 503), (2, 1.0, null)], notices.Select(notice => (notice.Retry, notice.Delay.TotalSeconds, notice.Failure.Status)));
    }

    [Fact]
    public async Task Failure_ThatStays_IsThrownAfterTwoRetries()
    {
        var inner = new ScriptedClient([Failure(500)], [Failure(502)], [Failure(503)]);
        var reading = new Reading(Client(inner, random: 0));
        await PassAsync(TimeSpan.Zero);
        await PassAsync(TimeSpan.Zero);
        Assert.Equal(503, (await reading.FailAsync()).Status);
        Assert.Equal((3, 2, 0), (inner.Calls, reading.Notices.Count(), inner.OpenStreams));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Failure_ThatStaysAsItIs_IsNotTriedAgain(int status)
    {
        var inner = new ScriptedClient([Failure(status)]);
        var reading = new Reading(Client(inner));
        Assert.Equal(status, (await reading.FailAsync()).Status);
        Assert.Equal((1, 0), (inner.Calls, reading.Notices.Count()));
    }

    public static TheoryData<ChatResponseUpdate> PiecesOfAnAnswer => new(
        new ChatResponseUpdate(ChatRole.Assistant, "a"),
        new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm")]),
        new ChatResponseUpdate(ChatRole.Assistant, []) { RawRepresentation = new ToolCallDelta(0, null, "") },
        new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop });

    [Theory]
    [MemberData(nameof(PiecesOfAnAnswer), DisableDiscoveryEnumeration = true)]
    public async Task Failure_AfterAPieceOfTheAnswer_IsThrown(ChatResponseUpdate piece)
    {
        var inner = new ScriptedClient([piece, Failure(503)]);
        Assert.Equal(503, (await new Reading(Client(inner)).FailAsync()).Status);
        Assert.Equal(1, inner.Calls);
    }

    [Fact]
    public async Task Failure_AfterWhatIsNothingOfTheAnswer_IsTriedAgain()
    {
        var usage = new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails()), new TextContent("")]);
        var inner = new ScriptedClient([RoleOnly, usage, Failure(503)], ["a"]);
        var reading = new Reading(Client(inner));
        await PassAsync(TimeSpan.FromSeconds(0.5));
        await reading.EndAsync();
        Assert.Equal("a", reading.Text);
    }

    [Fact]
    public async Task RetryAfter_OfAMinute_IsWaitedForAndALittleMore()
    {
        var inner = new ScriptedClient([Failure(429, TimeSpan.FromSeconds(60))], ["a"]);
        var reading = new Reading(Client(inner));
        await PassAsync(TimeSpan.FromSeconds(60.5), () => Assert.Equal(1, inner.Calls));
        await reading.EndAsync();
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task RetryAfter_OfMore_IsNotSlept()
    {
        var inner = new ScriptedClient([Failure(429, TimeSpan.FromSeconds(61))]);
        var reading = new Reading(Client(inner));
        Assert.Equal(61, (await reading.FailAsync()).RetryAfter?.TotalSeconds);
        Assert.Empty(reading.Notices);
    }

    [Fact]
    public async Task RetryAfter_OfMore_IsSaid()
    {
        await using var upstream = await FakeUpstream.RawAsync("{}", 503, "application/json", ("Retry-After", "600"));
        Assert.EndsWith("Try again in 10 min, or choose another model.", (await upstream.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_DuringAPause_EndsItAtOnce()
    {
        var inner = new ScriptedClient([Failure(503)]);
        using var cancel = new CancellationTokenSource();
        var reading = new Reading(Client(inner), cancel.Token);
        await _time.TimerOfAsync(TimeSpan.FromSeconds(0.5)).WaitAsync(TestTimeout.Default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(reading.EndAsync);
        Assert.Equal(1, inner.Calls);
    }

    [Fact]
    public async Task Pause_ThatWouldPassTheTotal_IsNotBegun()
    {
        _connection = _connection with { Timeouts = new ProviderTimeouts { Total = TimeSpan.FromSeconds(20) } };
        var inner = new ScriptedClient([Failure(503, TimeSpan.FromSeconds(20))]);
        await new Reading(Client(inner)).FailAsync();
        Assert.Equal(1, inner.Calls);
    }

    [Fact]
    public async Task Reader_WhoStopsEarly_ClosesTheStream()
    {
        var inner = new ScriptedClient(["a", "b"]);
        await foreach (var _ in Client(inner).GetStreamingResponseAsync("hi")) break;
        Assert.Equal(0, inner.OpenStreams);
    }

    [Fact]
    public async Task WholeAnswer_TakesTheSameWayAndHoldsNoNotice()
    {
        var inner = new ScriptedClient([Failure(503)], ["a", "b"]);
        var answer = Client(inner).GetResponseAsync("hi");
        await PassAsync(TimeSpan.FromSeconds(0.5));
        var response = await answer.WaitAsync(TestTimeout.Default);
        Assert.Equal("ab", Assert.Single(response.Messages).Text);
    }

    [Theory]
    [InlineData(1, 0.0, 0.0)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 0.5, 1.0)]
    [InlineData(2, 0.75, 1.5)]
    [InlineData(3, 0.5, null)]
    public void Pause_GrowsAndIsSpread(int retry, double random, double? seconds) =>
        Assert.Equal(seconds, new RetryPauses(() => random).Before(retry, Failure(503))?.TotalSeconds);

    private RetryChatClient Client(IChatClient inner, double random = 0.5) => new(inner, _connection, new RetryPauses(() => random), _time);

    /// <summary>Waits for a pause of that length, and lets it pass; just before its end the call has not been made.</summary>
    private async Task PassAsync(TimeSpan pause, Action? justBefore = null)
    {
        if (pause == TimeSpan.Zero) return;
        await _time.TimerOfAsync(pause).WaitAsync(TestTimeout.Default);
        _time.Advance(pause - TimeSpan.FromMilliseconds(1));
        justBefore?.Invoke();
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }
}
