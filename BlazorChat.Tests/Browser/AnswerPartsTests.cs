using System.Runtime.CompilerServices;
using BlazorChat.Core.Providers;
using BlazorChat.Tests.Browser.Pages;
using Microsoft.Extensions.AI;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What stands in an answer beside its text: images, sources, and how it came about.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class AnswerPartsTests(BrowserRun run) : BrowserTest(run)
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public Task Answer_WithImageAndSources_LooksTheSameLiveAndAfterAReload() => AtAsync(async (visit, host) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("draw it");
        var call = await host.Shelf.Answers.NextCallAsync();
        call.Give(new DataContent(Convert.FromBase64String(Png), "image/png"));
        await IsShownAsync(chat);

        call.Give(new TextContent("Here it is.")
        {
            Annotations =
            [
                new CitationAnnotation { Url = new Uri("https://docs.example/page"), Title = "The page", Snippet = "as it says" },
                new CitationAnnotation { Url = new Uri("https://bücher.example/") },
            ],
        });
        call.Finish();

        await AreNamedAsync(chat);
        await chat.ReloadAsync();
        await IsShownAsync(chat);
        await AreNamedAsync(chat);

        await chat.LastAnswer.Button("ImageOpen").ClickAsync();
        var view = chat.Tab.Locator("dialog").Filter(new() { Visible = true });
        await Expect(view.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await chat.Tab.Keyboard.PressAsync("Escape");
        await Expect(view).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Image_ThatIsGone_LeavesAWord() => AtAsync(async (visit, host) =>
    {
        visit.Expect("404");
        var path = await host.SeedAsync("a lost image", answer => answer.Parts = [new Core.Sessions.Parts.ImagePart(Guid.CreateVersion7(), "image/png")]);

        await (await ChatPage.OpenAsync(visit, path)).LastAnswer.SaysAsync("ImageGone");
    });

    [Fact]
    public Task Answer_OfAnotherModelThatSawLess_SaysSo() => AtAsync(async (visit, host) =>
    {
        var path = await host.SeedAsync("a long story", answer =>
        {
            answer.Parts = [new Core.Sessions.Parts.TextPart("In short")];
            (answer.RequestedModelId, answer.ModelId, answer.OmittedMessages) = ("down/big", "market/openai/gpt-5-mini", 12);
        });

        var chat = await ChatPage.OpenAsync(visit, path);

        await chat.LastAnswer.SaysAsync("AnsweredInstead", "GPT-5 mini", "big");
        await chat.LastAnswer.SaysAsync("OmittedMany", 12);
    });

    [Fact]
    public Task Answer_OfAProviderThatIsAskedAgain_SaysSoMeanwhile() => AtAsync(async (visit, host) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("try hard");
        var call = await host.Shelf.Answers.NextCallAsync();
        call.Retry(new ProviderException(ProviderException.Failed, ModelShelf.Market, "It failed."));
        await chat.LastAnswer.SaysAsync("NoticeRetrying", ModelShelf.Market);

        call.Say("At last").Finish();

        await chat.LastAnswer.EndsAsync();
        await Expect(chat.LastAnswer.Article).Not.ToContainTextAsync(Words.Of("NoticeRetrying", ModelShelf.Market));
    });

    [Fact]
    public Task Answer_OfAProviderThatIsDown_LeadsToTheConnections() => AtAsync(async (visit, host) =>
    {
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("are you there");
        (await host.Shelf.Answers.NextCallAsync()).Fail(
            new ProviderException(ProviderException.Unreachable, ModelShelf.Market, "No host.") { Reason = UnreachableReason.HostNotFound });

        await chat.LastAnswer.ShowsAsync("No host.");
        await Expect(chat.LastAnswer.RetryButton).ToBeVisibleAsync();
        await Expect(chat.LastAnswer.Article.GetByRole(AriaRole.Link, new() { Name = Words.Of("OpenConnections") })).ToHaveAttributeAsync("href", "settings/connections/server");
    });

    private static async Task IsShownAsync(ChatPage chat)
    {
        var image = chat.LastAnswer.Article.GetByRole(AriaRole.Img, new() { Name = Words.Of("ImageOfAnswer") });
        await Expect(image).ToBeVisibleAsync();
        Assert.True(await image.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth === 1; }"));
    }

    private static async Task AreNamedAsync(ChatPage chat)
    {
        var links = chat.LastAnswer.Article.GetByRole(AriaRole.Region, new() { Name = Words.Of("Sources") }).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveCountAsync(2);
        await Expect(links.First).ToContainTextAsync("The page");
        await Expect(links.First).ToContainTextAsync("docs.example");
        await Expect(links.Last).ToHaveAttributeAsync("href", "https://xn--bcher-kva.example/");
        await Expect(links.Last).ToHaveTextAsync("xn--bcher-kva.example");
        await Expect(links.First).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
    }

    private async Task AtAsync(Func<Visit, ModelHost, Task> test, [CallerMemberName] string name = "")
    {
        await using var host = await ModelHost.StartAsync(Run);
        await VisitAsync(
            host.Url,
            async visit =>
            {
                await visit.Context.AddCookiesAsync(host.Cookies);
                await test(visit, host);
            },
            name);
    }
}
