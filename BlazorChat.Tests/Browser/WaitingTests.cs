using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The next message, sent while an answer runs.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class WaitingTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task NextMessage_WhileAnAnswerRuns_WaitsAndStartsByItself() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call, waiting) = await BeginAsync(visit, upstream, "wait first", "wait second");
        await Expect(waiting).ToContainTextAsync(Words.Of("Waiting"));
        Assert.Equal(0, upstream.Count("wait second"));

        await call.FinishWithAsync("one.");

        var next = await upstream.CallAsync("wait second");
        Assert.Equal(["wait first", "Number one.", "wait second"], next.Messages);
        await Expect(waiting).Not.ToContainTextAsync(Words.Of("Waiting"));
        await next.FinishWithAsync("Number two.");
        await chat.LastAnswer.ShowsAsync("Number two.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(2);
        await Expect(chat.Questions).ToHaveCountAsync(2);
    });

    [Fact]
    public Task NextMessage_AfterAReload_StillWaits() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call, waiting) = await BeginAsync(visit, upstream, "wait reload", "wait reloaded");
        upstream.Answer("wait reloaded", "Number two.");

        await chat.ReloadAsync();
        await Expect(waiting).ToContainTextAsync(Words.Of("Waiting"));
        await call.FinishWithAsync("one.");

        await chat.LastAnswer.ShowsAsync("Number two.");
        Assert.Equal(1, upstream.Count("wait reloaded"));
    });

    [Fact]
    public Task HeldMessage_Sent_IsAnswered() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, waiting) = await HoldAsync(visit, upstream, "held first", "held and sent");
        upstream.Answer("held and sent", "Number two.");
        Assert.Equal(0, upstream.Count("held and sent"));

        await Act(waiting, "Send").ClickAsync();

        await chat.LastAnswer.ShowsAsync("Number two.");
        await chat.LastAnswer.EndsAsync();
        await Expect(Act(waiting, "Discard")).ToHaveCountAsync(0);
        await Expect(chat.Answers).ToHaveCountAsync(2);
        Assert.Equal(1, upstream.Count("held and sent"));
    });

    [Fact]
    public Task HeldMessage_Discarded_IsGone() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, waiting) = await HoldAsync(visit, upstream, "held second", "held and discarded");

        await Act(waiting, "Discard").ClickAsync();

        await Expect(waiting).ToHaveCountAsync(0);
        await chat.ReloadAsync();
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await chat.LastAnswer.SaysAsync("OutcomeStopped");
        Assert.Equal(0, upstream.Count("held and discarded"));
    });

    [Fact]
    public Task WaitingMessage_Discarded_IsNeverAnswered() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call, waiting) = await BeginAsync(visit, upstream, "wait third", "wait and discard");

        await Act(waiting, "Discard").ClickAsync();
        await Expect(waiting).ToHaveCountAsync(0);
        await call.FinishWithAsync("one.");

        await chat.LastAnswer.EndsAsync();
        upstream.Answer("wait fourth", "Number four.");
        await chat.AskAsync("wait fourth");
        await chat.LastAnswer.ShowsAsync("Number four.");
        await Expect(chat.Questions).ToHaveCountAsync(2);
        Assert.Equal(0, upstream.Count("wait and discard"));
    });

    private static ILocator Act(ILocator question, string key) => question.GetByRole(AriaRole.Button, new() { Name = Words.Of(key), Exact = true });

    private static async Task<(ChatPage Chat, UpstreamCall Call, ILocator Waiting)> BeginAsync(Visit visit, ChatUpstream upstream, string first, string second)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(first);
        var call = await upstream.CallAsync(first);
        await call.SayAsync("Number ");
        await chat.LastAnswer.ShowsAsync("Number");
        await chat.AskAsync(second);
        return (chat, call, chat.Question(second));
    }

    private static async Task<(ChatPage Chat, ILocator Held)> HoldAsync(Visit visit, ChatUpstream upstream, string first, string second)
    {
        var (chat, call, waiting) = await BeginAsync(visit, upstream, first, second);
        await chat.StopButton.ClickAsync();
        await call.LeftAsync();
        await Expect(waiting).ToContainTextAsync(Words.Of("Held"));
        return (chat, waiting);
    }
}
