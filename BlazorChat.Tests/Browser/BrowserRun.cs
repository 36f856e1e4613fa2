using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>What the browser tests of a run share: Chromium, and a server with its first account, made when first asked for.</summary>
public sealed class BrowserRun : IAsyncLifetime
{
    /// <summary>How long a page is waited for; shorter than a test's own patience, so that a picture of it is taken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright _playwright = null!;
    private ChatServer? _server;

    internal IBrowser Chromium { get; private set; } = null!;

    internal async Task<ChatServer> ServerAsync() => _server ??= await ChatServer.StartAsync(this);

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        Chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await Chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
