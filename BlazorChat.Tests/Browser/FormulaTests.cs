using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Formulas are set; prices stay prices, and what cannot be set stays text.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class FormulaTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task Formula_OfAnAnswer_IsSetAndCopiedAsItsSource() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer("set it", "From $12 to $15 it is \\(x^2\\).\n\n$$\n\\sum_{i=1}^n i\n$$\n\nThe end of it.");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("set it");
        var formulas = chat.LastAnswer.Article.Locator("math-tex");

        await Expect(formulas.Locator(".katex-html")).ToHaveCountAsync(2);
        await Expect(formulas.Locator("math")).ToHaveCountAsync(2);
        await Expect(chat.LastAnswer.Article).ToContainTextAsync("From $12 to $15 it is");
        var copied = await chat.Tab.EvaluateAsync<string>(
            "() => { getSelection().selectAllChildren(document.querySelector('math-tex').parentElement); return getSelection().toString(); }");
        Assert.Equal("From $12 to $15 it is \\(x^2\\).", string.Concat(copied.Split('\n').Select(line => line.Trim(' '))));
        Assert.Contains(visit.Requests, address => address.EndsWith(".woff2", StringComparison.Ordinal));
    });

    [Fact]
    public Task Formula_ThatCannotBeSet_StaysItsSource() => VisitAsync(async (visit, upstream) =>
    {
        // The second would grow for ever.
        upstream.Answer("break it", "A \\(\\frac{a\\) and \\(\\def\\a{\\a\\a}\\a\\) and \\(y_1\\).");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("break it");
        var formulas = chat.LastAnswer.Article.Locator("math-tex");

        await Expect(formulas.Nth(2).Locator(".katex-html")).ToHaveCountAsync(1);
        await Expect(formulas.Nth(0)).ToHaveTextAsync("\\frac{a");
        await Expect(formulas.Nth(0)).ToHaveAttributeAsync("title", Words.Of("FormulaFailed"));
        await Expect(formulas.Nth(1)).ToHaveAttributeAsync("data-state", "failed");
    });

    [Fact]
    public Task Formula_ThatIsHostile_LinksAndFetchesNothing() => VisitAsync(async (visit, upstream) =>
    {
        upstream.Answer(
            "be hostile in a formula",
            "A \\(\\href{javascript:alert(1)}{a}\\) \\(\\includegraphics{https://tracker.example/a.png}\\) \\(\\htmlStyle{background:url(https://tracker.example/b.png)}{b}\\) \\(z\\).");
        var chat = await (await ChatPage.OpenAsync(visit)).AskAsync("be hostile in a formula");
        var formulas = chat.LastAnswer.Article.Locator("math-tex");

        await Expect(formulas.And(chat.Tab.Locator("[data-state]"))).ToHaveCountAsync(4);
        await Expect(formulas.Locator("a, img, [href], [src], [style*=url]")).ToHaveCountAsync(0);
        Assert.Empty(visit.Problems);
    });
}
