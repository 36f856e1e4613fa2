using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Where the conversation stands while an answer comes, and what counts as seen.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ThreadTests(BrowserRun run) : BrowserTest(run)
{
    private const string Paragraph = "A paragraph of the answer, which is long enough to take more than one line of the column in which it stands, at any width.\n\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Answer_Ends_NothingMoves(bool follows) => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await BeginAsync(visit, upstream, $"the end moves nothing {follows}");
        if (!follows) await LetGoAsync(chat);
        await chat.Thread.WatchEndAsync();

        await call.FinishAsync();

        var moved = await chat.Thread.MovedAtEndAsync();
        Assert.True(moved.Length > 10);
        Assert.All(moved, distance => Assert.InRange(distance, 0, 1));
    });

    [Fact]
    public Task WheelUp_WhileAnAnswerComes_LetsGoAndTheButtonLeadsBack() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await BeginAsync(visit, upstream, "let go by the wheel");
        await chat.Thread.IsAtTheEndAsync();

        await LetGoAsync(chat);
        var top = await chat.Thread.TopAsync();
        await call.SayAsync(string.Concat(Enumerable.Repeat(Paragraph, 10)) + "And more. ");
        await chat.LastAnswer.ShowsAsync("And more.");

        Assert.Equal(top, await chat.Thread.TopAsync());
        await Expect(chat.Thread.FreshButton).ToBeVisibleAsync();
        await chat.Thread.NewestButton.ClickAsync();
        await chat.Thread.IsAtTheEndAsync();
        await call.SayAsync(string.Concat(Enumerable.Repeat(Paragraph, 10)) + "Again more. ");
        await chat.LastAnswer.ShowsAsync("Again more.");
        await chat.Thread.IsAtTheEndAsync();
        await Expect(chat.Thread.NewestButton).ToBeHiddenAsync();
        await call.FinishAsync();
        await chat.LastAnswer.EndsAsync();
    });

    [Fact]
    public Task Answer_InAVisibleTab_IsSeenOnceAndNotATimeAToken() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await BeginAsync(visit, upstream, "seen once");
        for (var i = 0; i < 5; i++) await call.SayAsync($"piece {i} ");
        Assert.Equal(0, SeenCalls(visit));

        var seen = chat.Tab.WaitForResponseAsync(response => response.Url.EndsWith("/seen", StringComparison.Ordinal));
        await call.FinishAsync();
        await seen;
        await Expect(chat.Tab.Locator("chat-thread:not([data-unread])")).ToBeVisibleAsync();

        await chat.ReloadAsync();
        Assert.Equal(1, SeenCalls(visit));
    });

    [Fact]
    public Task Answer_InAHiddenTab_IsUnreadUntilTheTabIsLookedAt() => VisitAsync(async (visit, upstream) =>
    {
        await visit.Context.AddInitScriptAsync("Object.defineProperty(document, 'visibilityState', { get: () => window.isHidden ? 'hidden' : 'visible' });");
        var (chat, call) = await BeginAsync(visit, upstream, "seen later");
        await chat.Tab.EvaluateAsync("() => { window.isHidden = true; }");
        await call.FinishAsync();
        await Expect(chat.Tab.Locator("chat-thread[data-unread]")).ToBeVisibleAsync();
        Assert.Equal(0, SeenCalls(visit));

        await chat.Tab.EvaluateAsync("() => { window.isHidden = false; document.dispatchEvent(new Event('visibilitychange')); }");

        await Expect(chat.Tab.Locator("chat-thread:not([data-unread])")).ToBeVisibleAsync();
        Assert.Equal(1, SeenCalls(visit));
    });

    private static int SeenCalls(Visit visit) => visit.Requests.Count(url => url.EndsWith("/seen", StringComparison.Ordinal));

    private static async Task LetGoAsync(ChatPage chat)
    {
        await chat.Thread.WheelAsync(-200);
        await Expect(chat.Thread.NewestButton).ToBeVisibleAsync();
        await chat.Tab.EvaluateAsync("() => new Promise(done => { let top = -1; const look = () => { const now = document.querySelector('[data-scroll]').scrollTop; if (now === top) done(); else { top = now; setTimeout(look, 200); } }; look(); })");
    }

    private static async Task<(ChatPage Chat, UpstreamCall Call)> BeginAsync(Visit visit, ChatUpstream upstream, string question)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        var call = await upstream.CallAsync(question);
        await call.SayAsync(string.Concat(Enumerable.Repeat(Paragraph, 12)) + "- one\n- two\n\nThe last words. ");
        await chat.LastAnswer.ShowsAsync("The last words.");
        return (chat, call);
    }
}
