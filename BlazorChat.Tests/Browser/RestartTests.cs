using System.Diagnostics;
using System.Runtime.Versioning;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The server's process ends in the middle of an answer while a page looks on.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name), UnsupportedOSPlatform("windows")]
public sealed class RestartTests(BrowserRun run) : BrowserTest(run), IAsyncLifetime
{
    // Generous: that it happens by itself is what these tests hold; R4's 5 and 8 seconds are for an idle machine.
    private static readonly TimeSpan ToComeBack = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(20);
    private readonly TempFolder _temp = new();
    private ChatUpstream _upstream = null!;

    public async Task InitializeAsync() => _upstream = await ChatUpstream.StartAsync();

    public async Task DisposeAsync()
    {
        await _upstream.DisposeAsync();
        _temp.Dispose();
    }

    [Fact]
    public async Task Kill_InTheMiddle_PageComesBackByItselfWithWhatCame()
    {
        using var first = await StartAsync("http://127.0.0.1:0");
        await VisitAsync(first.Url, async visit =>
        {
            visit.ExpectLostConnection();
            var chat = await BeginAsync(visit, "killed in the middle");
            await chat.Field.FillAsync("typed before the kill");
            await WhenStoredAsync();

            await first.KillAsync();
            await Expect(chat.Reconnecting).ToBeVisibleAsync();
            using var second = await StartAsync(first.Url);
            await ComesBackAsync(chat);

            await IsInterruptedAsync(chat);
            await Expect(chat.Field).ToHaveValueAsync("typed before the kill");
            await GoesOnAsync(chat, "killed in the middle");
        });
    }

    [Fact]
    public async Task Terminate_InTheMiddleWithAPageOpen_EndsInTimeAndThePageComesBack()
    {
        using var first = await StartAsync("http://127.0.0.1:0");
        await VisitAsync(first.Url, async visit =>
        {
            visit.ExpectLostConnection();
            var chat = await BeginAsync(visit, "terminated in the middle");

            var watch = Stopwatch.StartNew();
            await first.TerminateAsync();
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, ToEnd);
            Assert.True(first.ExitCode == 0, $"It ended with {first.ExitCode}: {string.Join('\n', first.Errors)}");
            await Expect(chat.Reconnecting).ToBeVisibleAsync();

            using var second = await StartAsync(first.Url);
            await ComesBackAsync(chat);
            await IsInterruptedAsync(chat);
            await GoesOnAsync(chat, "terminated in the middle");
        });
    }

    [Fact]
    public async Task Server_AwayForALongTime_PageComesBackByItself()
    {
        using var first = await StartAsync("http://127.0.0.1:0");
        await VisitAsync(first.Url, async visit =>
        {
            visit.ExpectLostConnection();
            await visit.Context.Clock.InstallAsync();
            var chat = await BeginAsync(visit, "away for long");
            await WhenStoredAsync();

            await first.KillAsync();
            await Expect(chat.Reconnecting).ToBeVisibleAsync();
            for (var minute = 0; minute < 30; minute++)
            {
                await visit.Context.Clock.FastForwardAsync("01:00");
                await chat.Tab.EvaluateAsync("() => fetch('health/live').catch(() => null)"); // As long as a try to reconnect takes.
            }

            using var second = await StartAsync(first.Url);
            await ComesBackAsync(chat);
            await IsInterruptedAsync(chat);
        });
    }

    /// <summary>Once the server is ready (R4).</summary>
    private static async Task ComesBackAsync(ChatPage chat)
    {
        var watch = Stopwatch.StartNew();
        await Expect(chat.Lost).ToBeHiddenAsync();
        await chat.WhenReadyAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, ToComeBack);
    }

    private static async Task IsInterruptedAsync(ChatPage chat)
    {
        await chat.LastAnswer.SaysAsync("Error_server_restarted");
        await chat.LastAnswer.ShowsAsync("One two");
        await Expect(chat.LastAnswer.ContinueButton).ToBeVisibleAsync();
        await Expect(chat.LastAnswer.RetryButton).ToBeVisibleAsync();
    }

    private async Task GoesOnAsync(ChatPage chat, string question)
    {
        await chat.LastAnswer.ContinueButton.ClickAsync();
        var call = await _upstream.CallAsync(question);
        Assert.Contains("One two ", call.Messages);
        await call.FinishWithAsync("three.");
        await chat.LastAnswer.ShowsAsync("One two three.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        Assert.Equal("One two three.", await chat.LastAnswer.CopyAsync());
    }

    private Task<ServerProcess> StartAsync(string url) => ServerProcess.StartReadyAsync(
        _temp["data"],
        [
            ("ASPNETCORE_URLS", url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)),
            .. ChatServer.Connections(("lab", _upstream.BaseUrl, "60")).Select(setting => (setting.Name.Replace(":", "__", StringComparison.Ordinal), setting.Value)),
        ]);

    private async Task<ChatPage> BeginAsync(Visit visit, string question)
    {
        var chat = await (await (await RegisterPage.OpenAsync(visit)).RegisterAsync()).AskAsync(question);
        var call = await _upstream.CallAsync(question);
        await call.SayAsync("One two ");
        await chat.LastAnswer.ShowsAsync("One two");
        return chat;
    }

    /// <summary>Until what the page shows is on the disk: a kill before that may take it (R1 allows a second).</summary>
    private async Task WhenStoredAsync()
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_temp["data"], "blazorchat.db")};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(TestTimeout.Token);
        await using var query = database.CreateCommand();
        query.CommandText = "SELECT group_concat(payload, '') FROM (SELECT payload FROM journal ORDER BY \"offset\")";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await query.ExecuteScalarAsync(TestTimeout.Token) is not string text || !text.Contains("two ", StringComparison.Ordinal))
        {
            await timer.WaitForNextTickAsync(TestTimeout.Token);
        }
    }
}
