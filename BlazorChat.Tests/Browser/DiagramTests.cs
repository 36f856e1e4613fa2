using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Mermaid's diagrams are images that were drawn where nothing can be reached.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class DiagramTests(BrowserRun run) : BrowserTest(run)
{
    private const string Hostile = """
        ```mermaid
        %%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}, "themeCSS": "@import url(https://tracker.example/a.css);"}}%%
        flowchart LR
          A["<img src='https://tracker.example/pixel.png' onerror='parent.ran = 1; top.ran = 1'>"] --> B["<script>parent.ran = 1</script>b"]
          click A "javascript:parent.ran=1" "x"
          click B call alert("hi")
          style A fill:url(https://tracker.example/fill.svg)
        ```

        The end of it.
        """;

    [Fact]
    public Task Diagram_OfAnAnswer_IsDrawnAsAnImageWithItsCodeBehindIt() => VisitAsync(async (visit, upstream) =>
    {
        const string source = "flowchart LR\n  A[Browser] -->|asks| B(Server)\n";
        upstream.Answer("draw a diagram", $"```mermaid\n{source}```\n\nThe end of it.");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("draw a diagram");
        var image = Image(chat);
        await Expect(image).ToBeVisibleAsync();
        Assert.True(await image.EvaluateAsync<bool>("image => image.src.startsWith('blob:') && image.naturalWidth > 100"));
        await Expect(chat.LastAnswer.Article.Locator("pre")).ToBeHiddenAsync();
        await Expect(chat.LastAnswer.Article.Locator("iframe, svg text")).ToHaveCountAsync(0);

        await chat.LastAnswer.Button("DiagramShowCode").ClickAsync();
        await Expect(chat.LastAnswer.Article.Locator("pre")).ToHaveTextAsync(source);
        await chat.LastAnswer.Button("DiagramShow").ClickAsync();
        await Expect(image).ToBeVisibleAsync();

        var light = await image.GetAttributeAsync("src");
        await chat.Tab.EvaluateAsync("() => document.documentElement.dataset.theme = 'dark'");
        await Expect(image).Not.ToHaveAttributeAsync("src", light!);

        await chat.LastAnswer.Button("DiagramOpen").ClickAsync();
        var view = chat.Tab.GetByRole(AriaRole.Dialog, new() { Name = Words.Of("DiagramImage") });
        await Expect(view.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await chat.Tab.Keyboard.PressAsync("Escape");
        await Expect(view).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Diagram_ThatIsHostile_RunsAndFetchesNothing() => VisitAsync(async (visit, upstream) =>
    {
        visit.Expect("violates the following Content Security Policy directive"); // The frame's own: it is what stopped it.
        upstream.Answer("draw a hostile diagram", Hostile);
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("draw a hostile diagram");
        await chat.LastAnswer.EndsAsync();
        await Expect(chat.LastAnswer.Article.Locator("code-block[data-state]")).ToHaveCountAsync(1);

        Assert.False(await chat.Tab.EvaluateAsync<bool>("() => 'ran' in window"));
        var frame = chat.Tab.Frames.Single(frame => frame.Url.EndsWith("/app/diagram", StringComparison.Ordinal));
        Assert.Equal("null", await frame.EvaluateAsync<string>("() => origin"));
        Assert.Empty(visit.Problems); // A request to another host is one, and so is a dialog.
    });

    [Fact]
    public Task Diagram_ThatCannotBeDrawn_IsItsSourceAndALine() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("draw a broken diagram", "```mermaid\nthis is no diagram\n```\n\n```mermaid\npie\n  \"a\" : 1\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("draw a broken diagram");

        await Expect(chat.LastAnswer.Article.GetByText(Words.Of("DiagramFailed"))).ToHaveCountAsync(2);
        await Expect(chat.LastAnswer.Article.GetByText(Words.Of("DiagramFailed")).First).ToBeVisibleAsync();
        await Expect(chat.LastAnswer.Article.Locator("pre").First).ToBeVisibleAsync();
        await Expect(Image(chat)).ToBeVisibleAsync(); // The one after it.
    });

    [Fact]
    public Task Diagram_OnWhichTheFrameHangs_CostsTheFrameAndNotThePage() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("draw first", "```mermaid\npie\n  \"a\" : 1\n```\n");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("draw first");
        await Expect(Image(chat)).ToBeVisibleAsync();
        var frame = chat.Tab.Frames.Single(frame => frame.Url.EndsWith("/app/diagram", StringComparison.Ordinal));
        await frame.EvaluateAsync("() => { mermaid.render = () => { for (;;); }; }");

        upstream.Answer("draw and hang", "```mermaid\npie\n  \"b\" : 2\n```\n");
        await chat.AskAsync("draw and hang");
        await Expect(chat.LastAnswer.Article.GetByText(Words.Of("DiagramFailed"))).ToBeVisibleAsync();

        upstream.Answer("draw again", "```mermaid\npie\n  \"c\" : 3\n```\n");
        await chat.AskAsync("draw again");
        await Expect(Image(chat)).ToBeVisibleAsync();
    });

    private static ILocator Image(ChatPage chat) => chat.LastAnswer.Article.Locator("[data-drawing]").GetByRole(AriaRole.Img);
}
