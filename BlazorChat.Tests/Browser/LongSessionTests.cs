using BlazorChat.Web.Components.Chat;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>A session of thousands of messages is read through a window.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class LongSessionTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Session_OfThousands_OpensAtItsEndAndScrollsBothWaysWithoutJumps() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await LongSession.OpenAsync(visit, Run, upstream, "a session of thousands", 5000);
        await Expect(chat.LastAnswer.Article).ToContainTextAsync("Answer 4999");
        await chat.Thread.IsAtTheEndAsync();
        await Expect(chat.Thread.Articles).ToHaveCountAsync(ConversationWindow.PageSize);
        await Expect(chat.Thread.NewestButton).ToBeHiddenAsync();

        foreach (var end in (string[])["begin", "begin", "begin", "begin", "begin", "begin", "end", "end", "end"])
        {
            var (old, read) = (await chat.Thread.IdAtAsync(end), await chat.Thread.NearAsync(end));
            await chat.Thread.WhenLoadedAsync(end, old);
            Assert.InRange(await chat.Thread.TopOfAsync(read.Id) - read.Top, -2, 2);
            Assert.InRange(await chat.Thread.Articles.CountAsync(), ConversationWindow.PageSize, ConversationWindow.MostMessages);
        }

        await chat.Thread.NewestButton.ClickAsync();
        await Expect(chat.LastAnswer.Article).ToContainTextAsync("Answer 4999");
        await chat.Thread.IsAtTheEndAsync();
        await Expect(chat.Thread.NewestButton).ToBeHiddenAsync();
    });

    [Fact]
    public Task Reload_InTheMiddle_ComesBackToTheSameMessageAndDraft() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await LongSession.OpenAsync(visit, Run, upstream, "a session to come back to", 600);
        for (var i = 0; i < 3; i++)
        {
            var old = await chat.Thread.IdAtAsync("begin");
            await chat.Thread.NearAsync("begin");
            await chat.Thread.WhenLoadedAsync("begin", old);
        }

        await chat.Field.FillAsync("half a thought");
        var place = await chat.Thread.FirstInViewAsync();

        await chat.ReloadAsync();

        await Expect(chat.Thread.Message(place.Id)).ToBeVisibleAsync();
        Assert.InRange(await chat.Thread.TopOfAsync(place.Id) - place.Top, -2, 2);
        await Expect(chat.Field).ToHaveValueAsync("half a thought");

        await chat.Sidebar.NewChatAsync();
        await chat.Tab.GoBackAsync();
        await Expect(chat.Thread.Message(place.Id)).ToBeVisibleAsync();
        Assert.InRange(await chat.Thread.TopOfAsync(place.Id) - place.Top, -2, 2);
    });

    [Fact]
    public Task Send_FromTheMiddle_BringsTheOwnMessageIntoView() => VisitAsync(async (visit, upstream) =>
    {
        var chat = await LongSession.OpenAsync(visit, Run, upstream, "a session to send in", 600);
        for (var i = 0; i < 4; i++)
        {
            var old = await chat.Thread.IdAtAsync("begin");
            await chat.Thread.NearAsync("begin");
            await chat.Thread.WhenLoadedAsync("begin", old);
        }

        upstream.Answer("sent from the middle", "Down here.");
        await chat.Field.FillAsync("sent from the middle");
        await chat.Field.PressAsync("Enter");

        await Expect(chat.Question("sent from the middle")).ToBeInViewportAsync();
        await chat.LastAnswer.ShowsAsync("Down here.");
        await chat.Thread.IsAtTheEndAsync();
    });
}
