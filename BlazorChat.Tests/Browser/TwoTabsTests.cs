using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Two tabs of one person, and one that is closed too early.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class TwoTabsTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Answer_InTwoTabs_IsTheSameAndEndsInStep() => VisitAsync(async (visit, upstream) =>
    {
        var first = await (await ChatPage.OpenAsync(visit)).AskAsync("two tabs stream");
        var call = await upstream.CallAsync("two tabs stream");
        await call.SayAsync("One ");
        var second = await ChatPage.OpenAsync(visit, first.Path);
        ChatPage[] both = [first, second];
        foreach (var tab in both) await tab.LastAnswer.ShowsAsync("One");
        await call.SayAsync("two ");
        foreach (var tab in both) await tab.LastAnswer.ShowsAsync("One two");

        await call.FinishWithAsync("three.");

        foreach (var tab in both)
        {
            await tab.LastAnswer.EndsAsync();
            await Expect(tab.StopButton).ToBeHiddenAsync();
            await Expect(tab.Sidebar.Spinner).ToHaveCountAsync(0);
            await tab.Tab.BringToFrontAsync();
            Assert.Equal("One two three.", await tab.LastAnswer.CopyAsync());
        }
    });

    [Fact]
    public Task Stop_InTheOtherTab_StopsInBoth() => VisitAsync(async (visit, upstream) =>
    {
        var first = await (await ChatPage.OpenAsync(visit)).AskAsync("two tabs stop");
        var call = await upstream.CallAsync("two tabs stop");
        await call.SayAsync("One ");
        var second = await ChatPage.OpenAsync(visit, first.Path);
        await second.LastAnswer.ShowsAsync("One");

        await second.StopButton.ClickAsync();

        await call.LeftAsync();
        foreach (var tab in (ChatPage[])[first, second])
        {
            await tab.LastAnswer.SaysAsync("OutcomeStopped");
            await Expect(tab.StopButton).ToBeHiddenAsync();
        }
    });

    [Fact]
    public Task RenameAndDelete_InOneTab_ShowInTheOther() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("two tabs rename", "Yes.");
        var first = await (await ChatPage.OpenAsync(visit)).AskAsync("two tabs rename");
        await first.LastAnswer.EndsAsync();
        var second = await ChatPage.OpenAsync(visit, first.Path);
        var third = await ChatPage.OpenAsync(visit);
        await first.Tab.BringToFrontAsync(); // Behind others a tab paints once a second.

        await first.Sidebar.RenameAsync("two tabs rename", "Renamed in one");
        foreach (var tab in (ChatPage[])[second, third]) await Expect(tab.Sidebar.Chat("Renamed in one")).ToBeVisibleAsync();
        await Expect(second.Tab).ToHaveTitleAsync("Renamed in one · BlazorChat");

        await first.Sidebar.DeleteAsync("Renamed in one");
        await Expect(third.Sidebar.Chat("Renamed in one")).ToHaveCountAsync(0);
        await Expect(second.Tab).ToHaveURLAsync(visit.Url + "/");
        await Expect(second.Sidebar.Chat("Renamed in one")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Send_InBothTabsAtOnce_LosesNothing() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("two tabs begin", "Yes.");
        upstream.Answer("two tabs left", "To the left.");
        upstream.Answer("two tabs right", "To the right.");
        var first = await (await ChatPage.OpenAsync(visit)).AskAsync("two tabs begin");
        await first.LastAnswer.EndsAsync();
        var second = await ChatPage.OpenAsync(visit, first.Path);

        await Task.WhenAll(first.AskAsync("two tabs left"), second.AskAsync("two tabs right"));

        foreach (var tab in (ChatPage[])[first, second])
        {
            await Expect(tab.Answers.Filter(new() { HasText = "To the left." })).ToHaveCountAsync(1);
            await Expect(tab.Answers.Filter(new() { HasText = "To the right." })).ToHaveCountAsync(1);
            await Expect(tab.Questions).ToHaveCountAsync(3);
            await Expect(tab.Answers).ToHaveCountAsync(3);
            await Expect(tab.StopButton).ToBeHiddenAsync();
        }

        Assert.Equal(await first.Tab.GetByRole(AriaRole.Article).AllInnerTextsAsync(), await second.Tab.GetByRole(AriaRole.Article).AllInnerTextsAsync());
        Assert.Equal((1, 1), (upstream.Count("two tabs left"), upstream.Count("two tabs right")));
    });

    [Fact]
    public Task Tab_ClosedInTheMiddle_LosesNothing() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("closed tab");
        var path = chat.Path;
        var call = await upstream.CallAsync("closed tab");
        await call.SayAsync("Nobody ");
        await chat.LastAnswer.ShowsAsync("Nobody");

        await chat.Tab.CloseAsync();
        await call.SayAsync("is ");
        await call.FinishWithAsync("watching.");

        var later = await ChatPage.OpenAsync(visit, path);
        await later.LastAnswer.ShowsAsync("Nobody is watching.");
        await later.LastAnswer.EndsAsync();
        Assert.Equal("Nobody is watching.", await later.LastAnswer.CopyAsync());
        Assert.Equal(1, upstream.Count("closed tab"));
    });
}
