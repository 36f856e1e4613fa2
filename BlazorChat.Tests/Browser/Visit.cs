using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BlazorChat.Tests.Browser;

/// <summary>One person's browser for the time of a test: its tabs, all that went wrong in them, and every address that they asked for.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentBag<string> _requests = [];
    private readonly List<Regex> _expected = [];

    private Visit(IBrowserContext context, string url)
    {
        (Context, Url) = (context, url);
        context.SetDefaultTimeout((float)BrowserRun.Patience.TotalMilliseconds);
        context.Console += (_, message) => { if (message.Type is "error") Report($"console error: {message.Text} ({message.Location})"); };
        context.WebError += (_, error) => Report($"page error: {error.Error}");
        context.Request += (_, request) => See(request.Url);
        context.Dialog += async (_, dialog) =>
        {
            Report($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.Page += (_, page) => page.Crash += (_, _) => Report("the tab crashed");
    }

    public IBrowserContext Context { get; }

    /// <summary>The server's address, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>What went wrong up to now and was not expected.</summary>
    public IEnumerable<string> Problems => _problems.Where(problem => !_expected.Exists(pattern => pattern.IsMatch(problem)));

    /// <summary>Every address that was asked for up to now.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<Visit> BeginAsync(BrowserRun run, string url, string? account = null, ViewportSize? size = null) => new(
        await run.Chromium.NewContextAsync(new()
        {
            StorageState = account,
            ViewportSize = size ?? new ViewportSize { Width = 1440, Height = 900 },
            Locale = "en-US",
            Permissions = ["clipboard-read", "clipboard-write"],
        }),
        url);

    /// <summary>Opens a tab at a path of the server.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(Url + path);
        return page;
    }

    /// <summary>Says that this is part of the test. The browser itself writes an error for every answer of 4xx and for every lost connection.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern));

    /// <summary>The browser's words for a server that is gone.</summary>
    public void ExpectLostConnection()
    {
        Expect(@"net::ERR_|WebSocket|Connection (disconnected|closed|was stopped)|Failed to (start the connection|complete negotiation)|Error: .*(reconnect|connect)");
        Expect("Failed to fetch|_blazor/negotiate.* 503|status of 503.*_blazor");
    }

    /// <summary>A picture of every tab that can be taken: a failure is told whatever the camera does.</summary>
    public async Task PictureAsync(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < Context.Pages.Count; i++)
        {
            try
            {
                await Context.Pages[i].ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{i + 1}.png") });
            }
            catch (PlaywrightException)
            {
                // A page that crashed or was just replaced has no picture.
            }
        }
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void See(string url)
    {
        _requests.Add(url);
        var isOwn = url.StartsWith(Url + "/", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
        if (!isOwn) Report($"request to another host: {url}");
    }

    private void Report(string problem) => _problems.Enqueue(problem);
}
