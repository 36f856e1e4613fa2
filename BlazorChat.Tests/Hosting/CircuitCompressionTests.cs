using System.Net.WebSockets;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Hosting;

/// <summary>Whether the web socket of a page is compressed is a setting, and no is the default.</summary>
public sealed class CircuitCompressionTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Circuit_BrowserOffersCompression_TakesItWhereItIsSet(string? setting, bool expected)
    {
        await using var app = new KestrelApp { Change = services => services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null) };
        app.Settings["Circuits:Compression"] = setting;
        await app.InitializeAsync();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();

        await socket.ConnectAsync(new Uri(app.Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/_blazor"), TestTimeout.Token);

        Assert.Equal(expected, socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
    }
}
