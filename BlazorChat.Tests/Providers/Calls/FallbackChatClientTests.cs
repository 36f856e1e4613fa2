using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Calls.ScriptedClient;

namespace BlazorChat.Tests.Providers.Calls;

public sealed class FallbackChatClientTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task Failure_OfTheFirst_AsksTheNextAfterNoticeAndCallback()
    {
        var (first, second) = (Client("first", Failure(401)), Client("second", RoleOnly, "a"));
        using var client = Chain(first, second, Client("third"));
        await foreach (var update in client.GetStreamingResponseAsync("hi"))
        {
            if (update.RawRepresentation is FallbackNotice notice) _log.Add($"notice {notice.From.Id} > {notice.To.Id}: {notice.Failure.Status}");
            if (update.Text.Length > 0) _log.Add(update.Text);
        }
        Assert.Equal(["call first", "notice at-m0/m0 > at-m1/m1: 401", "callback m1", "call second", "a"], _log);
        Assert.Equal((0, 0), (first.OpenStreams, second.OpenStreams));
    }

    [Theory]
    [InlineData(ProviderException.KeyRejected, 401, false, true)]
    [InlineData(ProviderException.KeyRejected, 403, false, true)]
    [InlineData(ProviderException.ModelNotFound, 404, false, true)]
    [InlineData(ProviderException.ModelNotFound, 400, false, true)]
    [InlineData(ProviderException.RateLimited, 402, false, true)]
    [InlineData(ProviderException.RateLimited, 429, false, true)]
    [InlineData(ProviderException.NotAnApi, 307, false, true)]
    [InlineData(ProviderException.NotAnApi, 200, false, true)]
    [InlineData(ProviderException.Failed, 503, false, true)]
    [InlineData(ProviderException.Failed, null, false, true)]
    [InlineData(ProviderException.TimedOut, null, false, true)]
    [InlineData(ProviderException.Unreachable, null, false, true)]
    [InlineData(ProviderException.Paused, null, false, true)]
    [InlineData(ProviderException.AddressBlocked, null, false, true)]
    [InlineData(ProviderException.KeyUnreadable, null, false, true)]
    [InlineData(ProviderException.TooMuch, null, false, true)]
    [InlineData(ProviderException.Failed, 400, true, true)]
    [InlineData(ProviderException.Failed, 413, true, true)]
    [InlineData(ProviderException.Failed, 400, false, false)]
    [InlineData(ProviderException.Failed, 422, false, false)]
    public async Task Failure_FallsBackUnlessTheRequestIsAtFault(string code, int? status, bool isTooLong, bool fallsBack)
    {
        var second = Client("second", "a");
        var failure = new ProviderException(code, "lab", "x") { Status = status, IsTooLong = isTooLong };
        var reading = new Reading(Chain(Client("first", failure), second));
        if (fallsBack) await reading.EndAsync();
        else Assert.Same(failure, await reading.FailAsync());
        Assert.Equal(fallsBack ? 1 : 0, second.Calls);
    }

    [Fact]
    public async Task Failure_AfterAPieceOfTheAnswer_IsThrown()
    {
        var second = Client("second", "b");
        var reading = new Reading(Chain(Client("first", "a", Failure(503)), second));
        Assert.Equal(503, (await reading.FailAsync()).Status);
        Assert.Equal(("a", 0), (reading.Text, second.Calls));
    }

    [Fact]
    public async Task Failures_OfAll_AreTheFirstOnesAndNameTheOthers()
    {
        var reading = new Reading(Chain(Client("first", Failure(401)), Client("second", Failure(404)), Client("third", Failure(503))));
        var failure = await reading.FailAsync();
        Assert.Equal((ProviderException.KeyRejected, 401), (failure.Code, failure.Status));
        Assert.Equal("lab failed with 401. 2 fallbacks failed as well.", failure.Message);
        Assert.Equal("status 401; at-m1/m1: lab failed with 404.; at-m2/m2: lab failed with 503.", failure.Detail);
        Assert.Equal(2, reading.Notices.Count());
    }

    [Fact]
    public async Task Failure_ThatTheSecondShowsToBeTheRequests_EndsTheChain()
    {
        var third = Client("third", "a");
        var failure = await new Reading(Chain(Client("first", Failure(503)), Client("second", Failure(400)), third)).FailAsync();
        Assert.Equal("lab failed with 503. The fallback at-m1/m1 failed as well.", failure.Message);
        Assert.Equal(0, third.Calls);
    }

    [Fact]
    public async Task Cancel_IsNoReasonForAFallback()
    {
        var second = Client("second", "a");
        using var cancel = new CancellationTokenSource();
        var reading = new Reading(Chain(new ScriptedClient([new TaskCompletionSource().Task]), second), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(reading.EndAsync);
        Assert.Equal((0, 0), (second.Calls, reading.Notices.Count()));
    }

    [Fact]
    public async Task Callback_ThatFails_EndsTheCall()
    {
        var second = Client("second", "a");
        using var client = new FallbackChatClient(
            [Target(0, Client("first", Failure(503))), Target(1, second)], (_, _) => throw new InvalidOperationException("no row"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Reading(client).EndAsync());
        Assert.Equal(0, second.Calls);
    }

    [Fact]
    public async Task Clients_AreAllDisposedOnce()
    {
        ScriptedClient[] clients = [Client("first", Failure(503)), Client("second", "a"), Client("third")];
        using (var client = Chain(clients)) await new Reading(client).EndAsync();
        Assert.All(clients, client => Assert.Equal(1, client.Disposals));
    }

    [Fact]
    public async Task Reader_WhoStopsAtTheNotice_CausesNoOtherCall()
    {
        var (first, second) = (Client("first", Failure(503)), Client("second", "a"));
        await foreach (var _ in Chain(first, second).GetStreamingResponseAsync("hi")) break;
        Assert.Equal((0, 0), (first.OpenStreams, second.Calls));
        Assert.DoesNotContain("callback m1", _log);
    }

    private ScriptedClient Client(string name, params object[] steps) => new(steps) { Called = () => _log.Add($"call {name}") };

    private FallbackChatClient Chain(params ScriptedClient[] clients) => new([.. clients.Select((client, index) => Target(index, client))], (notice, _) =>
    {
        _log.Add($"callback {notice.To.Model}");
        return Task.CompletedTask;
    });

    private static FallbackTarget Target(int index, IChatClient client) => new(ScriptedKind.Model($"m{index}"), client);
}
