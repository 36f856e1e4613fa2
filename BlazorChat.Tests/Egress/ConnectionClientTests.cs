using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Providers;
using BlazorChat.Tests.Providers;

namespace BlazorChat.Tests.Egress;

/// <summary>What one connection brings to the requests that are sent for it.</summary>
public sealed class ConnectionClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Headers_OfTheConnection_ReplaceThoseOfTheRequest()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var connection = EgressHost.Connection(upstream.BaseUrl, isUser: false) with
        {
            Headers = new Dictionary<string, string> { ["X-Team"] = "blue", ["authorization"] = "Basic b3c=" },
        };
        using var client = host.Http.CreateClient(connection);
        using var request = new HttpRequestMessage(HttpMethod.Get, upstream.BaseUrl);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sk-1");
        request.Headers.TryAddWithoutValidation("X-Team", "red");

        using var response = await client.SendAsync(request);

        Assert.Equal(("blue", "Basic b3c="), (upstream.LastHeaders["X-Team"], upstream.LastHeaders["Authorization"]));
    }

    [Fact]
    public async Task Headers_OfTheMessageItself_AreLeftAlone()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var connection = EgressHost.Connection(upstream.BaseUrl, isUser: false) with
        {
            Headers = new Dictionary<string, string>
            {
                ["Host"] = "evil.example", ["Transfer-Encoding"] = "chunked", ["Connection"] = "x-team", ["Content-Length"] = "3",
                ["Content-Type"] = "text/x", ["Proxy-Authorization"] = "x", ["X-Bad"] = "a\r\nX-Smuggled: 1", ["X Bad"] = "1", [""] = "1", ["X-Team"] = "blue",
            },
        };
        using var client = host.Http.CreateClient(connection);
        using var body = new StringContent("{}", null, "application/json");

        using var response = await client.PostAsync(upstream.BaseUrl, body);

        Assert.Equal(upstream.BaseUrl.Authority, upstream.LastHeaders["Host"]);
        Assert.StartsWith("application/json", upstream.LastHeaders["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(["Content-Length", "Content-Type", "Host", "X-Team"], upstream.LastHeaders.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("{}", upstream.LastBody);
    }

    [Fact]
    public async Task Client_Disposed_LeavesTheSharedConnectionsOpen()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var url = $"http://nas.home:{upstream.BaseUrl.Port}/";

        await host.GetAsync(url, isUser: false);
        await host.GetAsync(url, isUser: false);

        Assert.Equal(1, host.Lookups);
    }

    [Fact]
    public async Task NameService_ThatDoesNotAnswer_EndsAtTheConnectLimit()
    {
        await using var host = new EgressHost
        {
            Resolve = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return [];
            },
        };

        AssertTimedOut(await host.FailAsync("http://nas.home:8080/v1", isUser: true, Soon));
    }

    [Fact]
    public async Task Handshake_ThatIsNotAnswered_EndsAtTheConnectLimit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var host = new EgressHost();

        AssertTimedOut(await host.FailAsync($"https://nas.home:{((IPEndPoint)silent.LocalEndpoint).Port}/v1", isUser: false, Soon));
    }

    [Fact]
    public async Task Answer_ThatTakesLongerThanTheConnectLimit_IsNotCutOff()
    {
        var release = new TaskCompletionSource();
        await using var upstream = await FakeUpstream.StartAsync(_ => release.Task);
        await using var host = new EgressHost();
        var connection = EgressHost.Connection(upstream.BaseUrl, isUser: false) with { Timeouts = new ProviderTimeouts { Connect = Soon } };
        using var client = host.Http.CreateClient(connection);
        using var limit = new CancellationTokenSource(2 * Soon);
        using var _ = limit.Token.Register(release.SetResult);

        using var response = await client.GetAsync(upstream.BaseUrl);

        Assert.True(limit.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static void AssertTimedOut(ProviderException failure)
    {
        Assert.Equal(ProviderException.TimedOut, failure.Code);
        Assert.Contains("did not accept a connection in time", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }
}
