using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The way between page and server is cut for a while; the server itself is well.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ConnectionDropTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Answer_CircuitDroppedInTheMiddle_ComesBackWhole() => VisitAsync(async (visit, upstream) =>
    {
        visit.ExpectLostConnection();
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("circuit dropped");
        var call = await upstream.CallAsync("circuit dropped");
        await call.SayAsync("One ");
        await chat.LastAnswer.ShowsAsync("One");

        await DropAsync(chat.Tab);
        await call.SayAsync("two ");
        await chat.LastAnswer.ShowsAsync("One two");
        await call.FinishWithAsync("three.");

        await IsWholeAsync(chat);
    });

    [Fact]
    public Task Answer_FinishedWhileOffline_IsThereWhenBack() => VisitAsync(async (visit, upstream) =>
    {
        visit.ExpectLostConnection();
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("offline for a while");
        var call = await upstream.CallAsync("offline for a while");
        await call.SayAsync("One ");
        await chat.LastAnswer.ShowsAsync("One");
        await chat.Field.FillAsync("typed before");

        await visit.Context.SetOfflineAsync(true);
        await DropAsync(chat.Tab);
        await Expect(chat.Offline).ToBeVisibleAsync();
        await call.SayAsync("two ");
        await call.FinishWithAsync("three.");
        await visit.Context.SetOfflineAsync(false);

        await Expect(chat.Offline).ToBeHiddenAsync();
        await Expect(chat.Reconnecting).ToBeHiddenAsync();
        await Expect(chat.Field).ToHaveValueAsync("typed before");
        await IsWholeAsync(chat);
    });

    [Fact]
    public Task Send_CircuitDown_IsTakenAllTheSame() => VisitAsync(async (visit, upstream) =>
    {
        visit.ExpectLostConnection();
        upstream.Answer("before the drop", "Yes.");
        upstream.Answer("sent without a circuit", "Heard.");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("before the drop");
        await chat.LastAnswer.EndsAsync();
        await chat.Tab.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await DropAsync(chat.Tab);
        await Expect(chat.Reconnecting).ToBeVisibleAsync();

        await chat.Field.FillAsync("sent without a circuit");
        await chat.Field.PressAsync("Enter");
        await Expect(chat.Field).ToHaveValueAsync("");
        await chat.Tab.UnrouteAsync("**/_blazor/**");

        await chat.LastAnswer.ShowsAsync("Heard.");
        await Expect(chat.Questions).ToHaveCountAsync(2);
        Assert.Equal(1, upstream.Count("sent without a circuit"));
    });

    private static async Task DropAsync(IPage tab) => await tab.EvaluateAsync("() => Blazor._internal.forceCloseConnection()");

    private static async Task IsWholeAsync(ChatPage chat)
    {
        await chat.LastAnswer.ShowsAsync("One two three.");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        Assert.Equal("One two three.", await chat.LastAnswer.CopyAsync());
    }
}
