using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using BlazorChat.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>From an empty server to the first answer.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class FirstVisitTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public async Task Answer_PageReloadedInTheMiddle_ComesBackWholeAndOnce()
    {
        await using var upstream = await ChatUpstream.StartAsync();
        await using var app = new KestrelApp();
        foreach (var (name, value) in ChatServer.Connections(("lab", upstream.BaseUrl, "60"))) app.Settings[name] = value;
        await app.InitializeAsync();

        await VisitAsync(app.Url, async visit =>
        {
            var chat = await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await chat.AskAsync("Why is the sky blue?");
            var call = await upstream.CallAsync("Why is the sky blue?");
            string[] said = ["Light is **scattered**", " by air.\n\n1. blue", " most\n2. red least\n\n```cs\nvar sky", " = \"blue\";\n```\n", "\nThat is all \ud83d\ude00, e\u0301 and 天空."];
            await call.SayAsync(said[0]);
            await call.SayAsync(said[1]);
            await chat.LastAnswer.ShowsAsync("Light is scattered by air.");

            await chat.ReloadAsync();
            await chat.LastAnswer.ShowsAsync("Light is scattered by air.");
            await call.SayAsync(said[2]);
            await chat.LastAnswer.ShowsAsync("var sky");
            await call.SayAsync(said[3]);
            await call.FinishWithAsync(said[4]);
            await chat.LastAnswer.EndsAsync();

            await Expect(chat.Questions).ToHaveCountAsync(1);
            await Expect(chat.Answers).ToHaveCountAsync(1);
            Assert.Equal(string.Concat(said), await chat.LastAnswer.CopyAsync());
            var shown = await chat.LastAnswer.Article.InnerTextAsync();
            foreach (var once in (string[])["scattered", "red least", "var sky = \"blue\";", "That is all"]) Assert.Equal(2, shown.Split(once).Length);

            await chat.ReloadAsync();
            Assert.Equal(string.Concat(said), await chat.LastAnswer.CopyAsync());
        });
    }
}
