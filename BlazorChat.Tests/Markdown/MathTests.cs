using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class MathTests
{
    private const string Display = "<math-tex data-display=\"block\">";

    [Theory]
    [InlineData("It is \\(a_1 + b_1\\), and \\(c*d*e\\).", "<p>It is <math-tex>a_1 + b_1</math-tex>, and <math-tex>c*d*e</math-tex>.</p>")]
    [InlineData("in $$x_1$$ a line", "<p>in <math-tex>x_1</math-tex> a line</p>")]
    [InlineData("$$x_1 < y$$", "<p>" + Display + "x_1 &lt; y</math-tex></p>")]
    [InlineData("\\[ x \\\\ y \\]", "<p>" + Display + "x \\\\ y</math-tex></p>")]
    [InlineData("$$\na\n\n- b\n# c\n$$", "<p>" + Display + "a\n\n- b\n# c</math-tex></p>")]
    [InlineData("\\[\na\n\n> b\n\\].", "<p>" + Display + "a\n\n&gt; b</math-tex>.</p>")]
    [InlineData("> $$\n> a\n>\n> b\n> $$", "<blockquote>\n<p>" + Display + "a\n\nb</math-tex></p>\n</blockquote>")]
    [InlineData("- $x_1$ \\(y_1\\)\n\n  \\[\n  z\n\n  - w\n  \\]", "<ul>\n<li><p>$x_1$ <math-tex>y_1</math-tex></p>\n<p>" + Display + "z\n\n- w</math-tex></p>\n</li>\n</ul>")]
    [InlineData("It costs $12 and $15_000_ and \\$3.", "<p>It costs $12 and $15_000_ and $3.</p>")]
    [InlineData("\\$$a$$", "<p>$$a$$</p>")]
    [InlineData("`\\(a\\)` and `$$b$$`", "<p><code>\\(a\\)</code> and <code>$$b$$</code></p>")]
    [InlineData("\\\\(a\\\\)", "<p>\\(a\\)</p>")]
    [InlineData("$$ $$ and \\(\\)", "<p>$$ $$ and ()</p>")]
    public void Render_Formulas_AreElementsWithTheirSource(string source, string html)
    {
        Assert.Equal(html, MarkdownTestRenderer.Html(source));
    }

    [Fact]
    public void Render_FormulaInATable_MayHoldPipes()
    {
        var table = SafeDom.Check(MarkdownTestRenderer.Instance.Render("| a | b |\n|---|---|\n| \\(|x|\\) | $$y_1$$ |"));

        Assert.Equal(["|x|", "y_1"], table.QuerySelectorAll("td > math-tex").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("$$\na\n\n*b*\n\nc")]
    [InlineData("\\[\na\n\n*b*\n\n```\n\\]\n```")]
    public void Render_FormulaThatDoesNotClose_IsText(string source)
    {
        var body = SafeDom.Check(MarkdownTestRenderer.Instance.Render(source));

        Assert.Empty(body.QuerySelectorAll("math-tex"));
        Assert.Equal("b", body.QuerySelector("em")!.TextContent);
    }

    [Fact]
    public void Render_FormulaBeforeAndAfterCode_LeavesCodeAlone()
    {
        var blocks = MarkdownTestRenderer.Instance.Render("```\n$$\nx\n$$\n```\n\n    $$y$$\n");

        Assert.Equal([new CodeBlock("", "$$\nx\n$$\n"), new CodeBlock("", "$$y$$\n")], blocks);
    }

    [Theory]
    [InlineData("So \\(a_1 + b_1*c*", "<p>So \\(a_1 + b_1*c*</p>")]
    [InlineData("So $$a_1 _b_", "<p>So $$a_1 _b_</p>")]
    [InlineData("$$\na_1\n\n*b*\n- c", "<p>$$\na_1\n\n*b*\n- c</p>")]
    public void Open_FormulaThatIsNotClosedYet_IsItsSource(string text, string html)
    {
        Assert.Equal(html, Assert.IsType<HtmlBlock>(new StreamingMarkdown(MarkdownTestRenderer.Instance, text).Open).Html);
    }

    [Fact]
    public void Stream_OfManyOpeningsWithoutEnd_LooksAtEachUnitOnce()
    {
        var source = string.Concat(Enumerable.Repeat("\\[\n\n", 20_000)) + "\n*end*";
        var blocks = MarkdownTestRenderer.Instance.Render(source);

        Assert.DoesNotContain(blocks, block => block is HtmlBlock { Html: var html } && html.Contains("<math-tex", StringComparison.Ordinal));
    }
}
