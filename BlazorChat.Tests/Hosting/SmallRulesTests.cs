using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorChat.Tests.Hosting;

public sealed class SmallRulesTests
{
    [Theory]
    [InlineData(new[] { "http://localhost:8080" }, false)]
    [InlineData(new[] { "http://127.0.0.1:1", "http://[::1]:1" }, false)]
    [InlineData(new[] { "http://localhost:8080", "http://192.168.0.4:80" }, true)]
    [InlineData(new[] { "http://[::]:8080" }, true)]
    [InlineData(new[] { "http://0.0.0.0:8080" }, true)]
    [InlineData(new[] { "http://my-machine:8080" }, true)]
    [InlineData(new[] { "http://unix:/run/chat.sock" }, true)]
    [InlineData(new string[0], true)]
    public void ListeningAddress_Given_IsBeyondLoopbackOrNot(string[] addresses, bool expected) =>
        Assert.Equal(expected, ListeningAddress.IsBeyondLoopback(new Server(addresses)));

    [Theory]
    [InlineData("http://localhost:8080", "localhost:8080", null, false)]
    [InlineData("http://localhost:8080", "127.0.0.1:8080", null, false)]
    [InlineData("http://localhost:8080", "[::1]:8080", null, false)]
    [InlineData("http://localhost:8080", "chat.example.org", null, true)]
    [InlineData("http://localhost:8080", "localhost.evil.example", null, true)]
    [InlineData("http://localhost:8080", "localhost:8080", "X-Forwarded-For", true)]
    [InlineData("http://[::]:8080", "localhost:8080", null, true)]
    public void SetupCode_FromWhereAsked_IsRequiredOrNot(string address, string host, string? header, bool expected)
    {
        var context = new DefaultHttpContext { Request = { Host = new HostString(host) } };
        if (header is not null) context.Request.Headers[header] = "1.2.3.4";

        Assert.Equal(expected, new SetupCodePolicy(new Server([address]), new HttpContextAccessor { HttpContext = context }).IsRequired);
    }

    [Fact]
    public void LogLine_ControlCharacters_AreWrittenAsTheirCode()
    {
        using var writer = new StringWriter();

        new LineFormatter(new ManualTime()).Write(new LogEntry<string>(LogLevel.Warning, "Test", 0, "a\r\nb\u001b[31mc\u2028d\u202ee", null, (state, _) => state), null, writer);

        Assert.Equal("2026-01-02T03:04:05.000Z warn Test: a\\r\\nb\\u001b[31mc\\u2028d\\u202ee\n", writer.ToString());
    }

    [Fact]
    public void LogLine_StartRefused_IsLeftToTheProgram()
    {
        using var writer = new StringWriter();
        const string host = "Microsoft.Extensions.Hosting.Internal.Host";

        new LineFormatter(new ManualTime()).Write(new LogEntry<string>(LogLevel.Error, host, 0, "x", new StartRefusedException("No."), (state, _) => state), null, writer);
        Assert.Empty(writer.ToString());

        new LineFormatter(new ManualTime()).Write(new LogEntry<string>(LogLevel.Error, host, 0, "x", new InvalidOperationException("A bug."), (state, _) => state), null, writer);
        Assert.Contains("A bug.", writer.ToString(), StringComparison.Ordinal);
    }

    private sealed class Server : IServer
    {
        public Server(string[] addresses)
        {
            var feature = new ServerAddressesFeature();
            foreach (var address in addresses) feature.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
