using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Stop, and how it goes on from there.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class StopTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task StopButton_InTheMiddle_KeepsWhatCameAndEndsTheCall() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await BeginAsync(visit, upstream, "stop by button");

        await chat.StopButton.ClickAsync();

        await call.LeftAsync();
        await IsStoppedAsync(chat);
        await chat.ReloadAsync();
        await IsStoppedAsync(chat);
    });

    [Fact]
    public Task Escape_InTheMiddle_Stops() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, call) = await BeginAsync(visit, upstream, "stop by key");

        await chat.Tab.Keyboard.PressAsync("Escape");

        await call.LeftAsync();
        await IsStoppedAsync(chat);
    });

    [Fact]
    public Task Stop_BeforeTheFirstWord_SaysSoAndOffersNoContinue() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("stop at once");
        var call = await upstream.CallAsync("stop at once");

        await chat.StopButton.ClickAsync();

        await call.LeftAsync();
        await chat.LastAnswer.SaysAsync("OutcomeStoppedEmpty");
        await Expect(chat.LastAnswer.RetryButton).ToBeVisibleAsync();
        await Expect(chat.LastAnswer.ContinueButton).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Continue_AfterAStop_GoesOnInTheSameAnswer() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, _) = await BeginAsync(visit, upstream, "stop and continue");
        await chat.StopButton.ClickAsync();

        await chat.LastAnswer.ContinueButton.ClickAsync();

        var call = await upstream.CallAsync("stop and continue");
        Assert.Contains("One two ", call.Messages);
        await call.SayAsync("three ");
        await chat.LastAnswer.ShowsAsync("One two three");
        await call.FinishWithAsync("four.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(chat.LastAnswer.ContinueButton).ToHaveCountAsync(0);
        Assert.Equal("One two three four.", await chat.LastAnswer.CopyAsync());
    });

    [Fact]
    public Task Retry_AfterAStop_MakesANewAnswer() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, _) = await BeginAsync(visit, upstream, "stop and retry");
        await chat.StopButton.ClickAsync();

        await chat.LastAnswer.RetryButton.ClickAsync();

        var call = await upstream.CallAsync("stop and retry");
        Assert.DoesNotContain("One two ", call.Messages);
        await call.FinishWithAsync("Another answer.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(chat.Questions).ToHaveCountAsync(1);
        Assert.Equal("Another answer.", await chat.LastAnswer.CopyAsync());
    });

    private static async Task<(ChatPage Chat, UpstreamCall Call)> BeginAsync(Visit visit, ChatUpstream upstream, string question)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        var call = await upstream.CallAsync(question);
        await call.SayAsync("One two ");
        await chat.LastAnswer.ShowsAsync("One two");
        return (chat, call);
    }

    private static async Task IsStoppedAsync(ChatPage chat)
    {
        await chat.LastAnswer.SaysAsync("OutcomeStopped");
        await chat.LastAnswer.ShowsAsync("One two");
        await Expect(chat.LastAnswer.ContinueButton).ToBeVisibleAsync();
        await Expect(chat.LastAnswer.RetryButton).ToBeVisibleAsync();
        await Expect(chat.StopButton).ToBeHiddenAsync();
        await Expect(chat.SendButton).ToBeVisibleAsync();
    }
}
