using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What a model, or a person, writes is text: it runs nothing and fetches nothing.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class SafeRenderingTests(BrowserRun run) : BrowserTest(run)
{
    private const string Hostile = """
        <script>alert(1); window.ran = true</script>

        <img src=x onerror="window.ran = true; alert(2)"> and <svg onload="window.ran = true"><a href="javascript:alert(3)">svg</a></svg>

        [one](javascript:alert(4)) [two](JaVaScRiPt&colon;alert(5)) [three](data:text/html,<script>alert(6)</script>) [four](vbscript:msgbox)

        ![remote image](https://tracker.example/pixel.png?q=secret) ![protocol-relative](//tracker.example/pixel.png)

        <iframe src="https://tracker.example/frame"></iframe><link rel="stylesheet" href="https://tracker.example/style.css"><style>@import "https://tracker.example/import.css";</style>

        <p id="message" style="position:fixed;inset:0" onclick="window.ran = true">over everything</p>

        A [good link](https://docs.example/page "title\" onmouseover=\"window.ran = true") and <https://auto.example/> and a [mail](mailto:someone@example.org).

        ```html" onload="window.ran = true
        <script>alert(7); window.ran = true</script>
        ```

        The end of it.
        """;

    [Fact]
    public Task Answer_OfHostileMarkup_RunsAndFetchesNothing() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("be hostile", async call =>
        {
            // In pieces, so that every half of a tag is painted once on the way.
            foreach (var piece in Hostile.Chunk(7)) await call.SayAsync(new string(piece));
            await call.FinishAsync();
        });
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("be hostile");
        await chat.LastAnswer.ShowsAsync("The end of it.");
        await chat.LastAnswer.EndsAsync();
        await IsHarmlessAsync(visit, chat, chat.LastAnswer.Article);

        await chat.ReloadAsync();
        await chat.LastAnswer.ShowsAsync("The end of it.");
        await IsHarmlessAsync(visit, chat, chat.LastAnswer.Article);
        await HasGoodLinksAsync(chat.LastAnswer.Article);
    });

    [Fact]
    public Task Question_OfHostileMarkup_IsShownAsItIs() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer(Hostile, "Nice try.");
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Field.FillAsync(Hostile);
        await chat.Field.PressAsync("Enter");
        await chat.LastAnswer.ShowsAsync("Nice try.");

        await Expect(chat.Questions).ToContainTextAsync("<script>alert(1); window.ran = true</script>");
        await IsHarmlessAsync(visit, chat, chat.Questions);
        await Expect(chat.Questions.Locator("a, img")).ToHaveCountAsync(0);
    });

    private static async Task IsHarmlessAsync(Visit visit, ChatPage chat, ILocator article)
    {
        Assert.False(await chat.Tab.EvaluateAsync<bool>("() => 'ran' in window"));
        await Expect(article.Locator("script, iframe, link, style, object, embed, form, input, base, meta, video, audio")).ToHaveCountAsync(0);
        await Expect(article.Locator("img:not([src^='data:'])")).ToHaveCountAsync(0);
        var handlers = await article.EvaluateAsync<string[]>(
            "article => [...article.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on') || name === 'style' || name === 'srcset')");
        Assert.Empty(handlers);
        var schemes = await article.EvaluateAsync<string[]>("article => [...article.querySelectorAll('a[href]')].map(a => a.protocol)");
        Assert.All(schemes, scheme => Assert.Contains(scheme, (string[])["http:", "https:", "mailto:"]));
        await Expect(chat.Tab.Locator("#message")).ToHaveCountAsync(1);
        Assert.Empty(visit.Problems); // A request to another host is one.
    }

    private static async Task HasGoodLinksAsync(ILocator article)
    {
        foreach (var (name, target) in ((string, string)[])[("good link", "https://docs.example/page"), ("https://auto.example/", "https://auto.example/")])
        {
            var link = article.GetByRole(AriaRole.Link, new() { Name = name });
            await Expect(link).ToHaveAttributeAsync("href", target);
            var rel = (await link.GetAttributeAsync("rel") ?? "").Split(' ');
            foreach (var word in (string[])["noopener", "noreferrer", "nofollow"]) Assert.Contains(word, rel);
            await Expect(link).ToHaveAttributeAsync("target", "_blank");
        }
    }
}
