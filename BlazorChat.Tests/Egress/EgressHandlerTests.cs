using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Tests.Providers;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Egress;

/// <summary>What leaves the server, and what does not.</summary>
public sealed class EgressHandlerTests
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    [Fact]
    public async Task Loopback_ReachedByTheAdmin_StaysClosedToAUser()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var url = upstream.BaseUrl.ToString();

        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: false));
        await Assert.ThrowsAsync<AddressBlockedException>(() => host.GetAsync(url, isUser: true));

        Assert.Equal(1, upstream.Requests);
    }

    [Fact]
    public async Task NameOfLoopback_WithAnAdminsOpenConnection_StaysClosedToAUser()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var url = $"http://nas.home:{upstream.BaseUrl.Port}/";

        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: false));
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync(url, isUser: true));

        Assert.IsType<AddressBlockedException>(failure.InnerException);
        Assert.Equal(1, upstream.Requests);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("nas.home")]
    public async Task Name_WithOnePrivateAddressAmongPublicOnes_IsRefused(string name)
    {
        await using var host = new EgressHost { Resolve = (_, _) => Task.FromResult(new[] { Public, IPAddress.Parse("10.0.0.1") }) };

        var failure = await host.FailAsync($"http://{name}:8080/v1", isUser: true);

        Assert.Equal(ProviderException.AddressBlocked, failure.Code);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Name_ThatChangesBetweenLookUps_IsLookedUpOnce()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        var host = new EgressHost();
        await using var _ = host;
        // The second answer would lead to the server that listens; the first is an address where nothing can.
        host.Resolve = (_, _) => Task.FromResult(new[] { host.Lookups == 1 ? IPAddress.Broadcast : IPAddress.Loopback });

        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync($"http://rebinding.example:{upstream.BaseUrl.Port}/", isUser: false));

        Assert.Equal(1, host.Lookups);
        Assert.Equal(0, upstream.Requests);
    }

    [Fact]
    public async Task OpenAndClosedPrivatePorts_AskedForByAUser_GiveOneError()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var (open, closed) = (upstream.BaseUrl.Port, EgressHost.ClosedPort());

        var first = await host.FailAsync($"http://nas.home:{open}/v1", isUser: true);
        var second = await host.FailAsync($"http://nas.home:{closed}/v1", isUser: true);

        Assert.Equal($"http://nas.home:{open} is not an address that this connection may reach. Ask an admin to list its host and port, or use a public address.", first.Message);
        Assert.Equal(first.Message.Replace($"{open}", $"{closed}", StringComparison.Ordinal), second.Message);
        Assert.Equal((first.Code, first.Detail, first.Reason, first.IsTransient), (second.Code, second.Detail, second.Reason, second.IsTransient));
        Assert.Null(first.Detail);
    }

    [Fact]
    public async Task ListedHost_AddedAndRemovedWhileRunning_CountsFromTheNextRequest()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost();
        var url = $"http://nas.home:{upstream.BaseUrl.Port}/";

        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync(url, isUser: true));
        host.Change("Egress:AllowedForUsers:0", $"NAS.home:{upstream.BaseUrl.Port}");
        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: true));
        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: true));
        var lookups = host.Lookups;
        host.Change("Egress:AllowedForUsers", "other.home:1");
        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync(url, isUser: true));

        Assert.Equal(2, lookups); // One refused, one that both requests shared: the connection was kept, and then not used.
        Assert.Equal(2, upstream.Requests);
    }

    [Fact]
    public async Task WrongException_WrittenWhileRunning_LeavesTheFormerOnes()
    {
        await using var upstream = await FakeUpstream.RawAsync("ok");
        await using var host = new EgressHost(("Egress:AllowedForUsers:0", $"nas.home:{upstream.BaseUrl.Port}"));
        var url = $"http://nas.home:{upstream.BaseUrl.Port}/";
        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: true));

        host.Change("Egress:AllowedForUsers:0", "nas.home");

        Assert.Equal(HttpStatusCode.OK, await host.GetAsync(url, isUser: true));
    }

    [Fact]
    public async Task WrongExceptions_AtStart_AreNamedAllAtOnce()
    {
        await using var host = new EgressHost(
            ("Egress:AllowedForUsers:0", "http://nas.home:80"), ("Egress:AllowedForUsers:1", "*.home:80"), ("Egress:AllowedMetadata:0", "10.0.0.1"));

        var failure = Assert.Throws<OptionsValidationException>(host.ValidateAtStart);

        Assert.Contains("Egress:AllowedForUsers:0: \"http://nas.home:80\" is no host with its port. Example: \"nas.home:11434\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Egress:AllowedForUsers:1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Egress:AllowedMetadata:0: \"10.0.0.1\" is no address of a metadata service", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_ByNameOrAddress_IsRefusedToTheAdmin()
    {
        await using var host = new EgressHost { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254") }) };

        var byName = await host.FailAsync("http://metadata.google.internal/v1", isUser: false);
        var byAddress = await host.FailAsync("http://0xa9fea9fe/v1", isUser: false);

        Assert.Equal((ProviderException.AddressBlocked, ProviderException.AddressBlocked), (byName.Code, byAddress.Code));
    }

    [Fact]
    public async Task Redirect_FromTheProvider_IsNotFollowed()
    {
        await using var target = await FakeUpstream.RawAsync("ok");
        await using var upstream = await FakeUpstream.RawAsync("", 307, headers: ("Location", target.BaseUrl.ToString()));
        await using var host = new EgressHost();

        Assert.Equal(HttpStatusCode.TemporaryRedirect, await host.GetAsync(upstream.BaseUrl.ToString(), isUser: false));

        Assert.Equal(0, target.Requests);
    }

    [Fact]
    public async Task UnknownName_OfAProvider_StaysHostNotFound()
    {
        await using var host = new EgressHost { Resolve = (_, _) => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain)) };

        var failure = await host.FailAsync("http://no-such-host.example/v1", isUser: true);

        Assert.Equal((ProviderException.Unreachable, UnreachableReason.HostNotFound), (failure.Code, failure.Reason));
    }

    [Fact]
    public async Task ClosedPort_OfAnAdminsHost_StaysConnectionRefused()
    {
        await using var host = new EgressHost();

        var failure = await host.FailAsync($"http://nas.home:{EgressHost.ClosedPort()}/v1", isUser: false);

        Assert.Equal((ProviderException.Unreachable, UnreachableReason.ConnectionRefused), (failure.Code, failure.Reason));
    }
}
