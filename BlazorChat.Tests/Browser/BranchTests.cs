using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Branches are in the address.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class BranchTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Address_WithABranch_ShowsItAndSendsToItsEnd() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, first, second) = await ForkAsync(visit, upstream, "sent to a branch");
        var other = await ChatPage.OpenAsync(visit, $"{chat.Path}?branch={second}");
        await chat.Tab.GotoAsync($"{visit.Url}{chat.Path}?branch={first}");
        await chat.WhenReadyAsync();
        await chat.LastAnswer.ShowsAsync("The first answer.");

        await chat.Field.FillAsync("on the first branch");
        await chat.Field.PressAsync("Enter");
        var call = await upstream.CallAsync("on the first branch");
        Assert.Contains("The first answer.", call.Messages);
        await call.FinishWithAsync("From there on.");

        await chat.LastAnswer.ShowsAsync("From there on.");
        await Expect(chat.Questions).ToHaveCountAsync(2);
        await Expect(other.Questions).ToHaveCountAsync(1); // It looks at another branch.
        await other.LastAnswer.ShowsAsync("The second answer.");
        var active = await ChatPage.OpenAsync(visit, chat.Path);
        await active.LastAnswer.ShowsAsync("From there on.");
    });

    [Fact]
    public Task Address_WithAnUnknownBranch_ShowsTheActiveOne() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, _, _) = await ForkAsync(visit, upstream, "an unknown branch");

        foreach (var branch in (string[])["nonsense", Guid.CreateVersion7().ToString()])
        {
            var tab = await ChatPage.OpenAsync(visit, $"{chat.Path}?branch={branch}");
            await tab.LastAnswer.ShowsAsync("The second answer.");
        }
    });

    [Fact]
    public Task Retry_OnANamedBranch_LeavesItForTheNewOne() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, first, _) = await ForkAsync(visit, upstream, "retried on a branch");
        var tab = await ChatPage.OpenAsync(visit, $"{chat.Path}?branch={first}");
        await tab.LastAnswer.ShowsAsync("The first answer.");

        await tab.LastAnswer.RetryButton.ClickAsync();
        await (await upstream.CallAsync("retried on a branch")).FinishWithAsync("The third answer.");

        await Expect(tab.Tab).ToHaveURLAsync(visit.Url + chat.Path);
        await tab.LastAnswer.ShowsAsync("The third answer.");
    });

    [Fact]
    public Task Branch_ChosenInPlace_KeepsWhatIsRead() => VisitAsync(async (visit, upstream) =>
    {
        var (chat, first, second) = await ForkAsync(visit, upstream, "chosen in place");
        var top = await chat.Thread.TopOfAsync(second);

        await chat.Tab.EvaluateAsync("path => Blazor.navigateTo(path)", $"{chat.Path}?branch={first}");

        await chat.LastAnswer.ShowsAsync("The first answer.");
        Assert.InRange(await chat.Thread.TopOfAsync(first) - top, -2, 2);
        await chat.Tab.GoBackAsync();
        await chat.LastAnswer.ShowsAsync("The second answer.");
    });

    private static async Task<(ChatPage Chat, string First, string Second)> ForkAsync(Visit visit, ChatUpstream upstream, string question)
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync(question);
        await (await upstream.CallAsync(question)).FinishWithAsync("The first answer.");
        await chat.LastAnswer.EndsAsync();
        var first = await chat.Thread.LastIdAsync();
        await chat.LastAnswer.RetryButton.ClickAsync();
        await (await upstream.CallAsync(question)).FinishWithAsync("The second answer.");
        await chat.LastAnswer.ShowsAsync("The second answer.");
        await chat.LastAnswer.EndsAsync();
        return (chat, first, await chat.Thread.LastIdAsync());
    }
}
