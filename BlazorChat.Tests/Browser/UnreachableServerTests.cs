using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Sending while the way to the server is cut: nothing typed is lost, nothing is sent twice.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class UnreachableServerTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Send_RequestLost_KeepsTheTextAndSendsOnceOnRetry() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("net::ERR_FAILED");
        upstream.Answer("the request is lost", "Here at last.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Tab.RouteAsync("**/app/send", route => route.AbortAsync());
        await chat.Field.FillAsync("the request is lost");

        await chat.Field.PressAsync("Enter");
        await IsKeptAsync(chat, "the request is lost");
        await TryAgain(chat).ClickAsync();
        await IsKeptAsync(chat, "the request is lost");
        Assert.Equal(0, upstream.Count("the request is lost"));

        await chat.Tab.UnrouteAsync("**/app/send");
        await TryAgain(chat).ClickAsync();
        await IsSentOnceAsync(chat, "the request is lost", "Here at last.");
        Assert.Equal(1, upstream.Count("the request is lost"));
    });

    [Fact]
    public Task Send_AnswerLost_IsTheSameMessageOnRetry() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("net::ERR_FAILED");
        upstream.Answer("the answer is lost", "Only once.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Tab.RouteAsync("**/app/send", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await chat.Field.FillAsync("the answer is lost");
        await chat.Field.PressAsync("Enter");
        await IsKeptAsync(chat, "the answer is lost");

        await chat.Tab.UnrouteAsync("**/app/send");
        await chat.ReloadAsync();
        await Expect(chat.Field).ToHaveValueAsync("the answer is lost");
        await chat.Field.PressAsync("Enter");

        await IsSentOnceAsync(chat, "the answer is lost", "Only once.");
        Assert.Equal(1, upstream.Count("the answer is lost"));
    });

    private static ILocator TryAgain(ChatPage chat) => chat.Problem.GetByRole(AriaRole.Button, new() { Name = Words.Of("TryAgain") });

    private static async Task IsKeptAsync(ChatPage chat, string text)
    {
        await Expect(chat.Problem).ToContainTextAsync(Words.Of("SendUnreachable"));
        await Expect(TryAgain(chat)).ToBeVisibleAsync();
        await Expect(chat.Field).ToHaveValueAsync(text);
        await Expect(chat.Field).ToBeEditableAsync();
    }

    private static async Task IsSentOnceAsync(ChatPage chat, string question, string answer)
    {
        await chat.LastAnswer.ShowsAsync(answer);
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await Expect(chat.Sidebar.Chat(question)).ToHaveCountAsync(1);
        await Expect(chat.Field).ToHaveValueAsync("");
        await Expect(chat.Problem).ToBeHiddenAsync();
    }
}
