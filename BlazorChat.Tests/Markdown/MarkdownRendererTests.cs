using BlazorChat.Core.Markdown;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Markdown;

public sealed class MarkdownRendererTests
{
    public static TheoryData<int> ShortSampleIndexes => new(Enumerable.Range(0, MarkdownSamples.All.Count).Where(index => MarkdownSamples.All[index].Length < 2_000));

    [Theory]
    [InlineData("**bold** *em* ~~gone~~ `code`", "<p><strong>bold</strong> <em>em</em> <del>gone</del> <code>code</code></p>")]
    [InlineData("### Third", "<h3>Third</h3>")]
    [InlineData("> a\nb", "<blockquote>\n<p>a\nb</p>\n</blockquote>")]
    [InlineData("---", "<hr>")]
    [InlineData("a  \nb", "<p>a<br>\nb</p>")]
    [InlineData("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>")]
    [InlineData("It costs $12, not $15_000_.", "<p>It costs $12, not $15_000_.</p>")]
    [InlineData("\\(a_1 + b_2*c*\\) and $$x_1 _y_$$", "<p><math-tex>a_1 + b_2*c*</math-tex> and <math-tex>x_1 _y_</math-tex></p>")]
    [InlineData("\\[\nx_1 _y_\n\\]", "<p><math-tex data-display=\"block\">x_1 _y_</math-tex></p>")]
    [InlineData("1 < 2 & \"q\" 'r'", "<p>1 &lt; 2 &amp; &quot;q&quot; &#39;r&#39;</p>")]
    public void Render_OneBlock_GivesItsHtml(string source, string html)
    {
        Assert.Equal(html, MarkdownTestRenderer.Html(source));
    }

    [Theory]
    [InlineData("[text](https://example.com/a)", "https://example.com/a", "text")]
    [InlineData("<https://example.com>", "https://example.com/", "https://example.com")]
    [InlineData("https://example.com/a.", "https://example.com/a", "https://example.com/a")]
    [InlineData("www.example.com", "https://www.example.com/", "www.example.com")]
    [InlineData("[text](https://example.com/%C3%A9?a=b&c=d)", "https://example.com/%C3%A9?a=b&c=d", "text")]
    [InlineData("[mail](mailto:me@example.com)", "mailto:me@example.com", "mail")]
    [InlineData("[see][ref] it\n\n[ref]: https://example.com/ref 'T'", "https://example.com/ref", "see")]
    [InlineData("[ref]: https://example.com/ref\n\nthe [REF]", "https://example.com/ref", "REF")]
    public void Render_Link_LeadsThereAndShowsItsHost(string source, string href, string text)
    {
        var link = SafeDom.Check(MarkdownTestRenderer.Instance.Render(source)).QuerySelector("a")!;

        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Equal(text, link.TextContent);
    }

    [Fact]
    public void Render_Table_IsWrappedAndAligned()
    {
        Assert.Equal(
            "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th class=\"align-center\">a</th>\n<th class=\"align-right\">b</th>\n</tr>\n</thead>\n"
            + "<tbody>\n<tr>\n<td class=\"align-center\">1</td>\n<td class=\"align-right\"><code>2|3</code></td>\n</tr>\n</tbody>\n</table></div>",
            MarkdownTestRenderer.Html("| a | b |\n|:-:|--:|\n| 1 | `2|3` |"));
    }

    [Fact]
    public void Render_TaskList_HasDisabledNamedBoxesAtTheBeginningOnly()
    {
        var list = SafeDom.Check(MarkdownTestRenderer.Instance.Render("- [ ] open [x] here\n- [x] done\n- plain"));

        Assert.Equal(["To do", "Done"], list.QuerySelectorAll("input").Select(box => box.GetAttribute("aria-label")));
        Assert.Equal([false, true], list.QuerySelectorAll("input").Select(box => box.HasAttribute("checked")));
        Assert.Equal(2, list.QuerySelectorAll("li.task-list-item").Length);
        Assert.Contains("open [x] here", list.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("![alt](/files/1.png \"t\")", "<p><img src=\"/files/1.png\" alt=\"alt\" loading=\"lazy\"></p>")]
    [InlineData("![alt](data:image/png;base64,iVBORw0KGgo=)", "<p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"alt\" loading=\"lazy\"></p>")]
    [InlineData("![alt](javascript:x)", "<p>alt</p>")]
    public void Render_Image_IsLoadedFromHereOnly(string source, string html)
    {
        Assert.Equal(html, MarkdownTestRenderer.Html(source));
    }

    [Fact]
    public void Render_ImageOfAnotherHost_IsALinkThatShowsIt()
    {
        var body = SafeDom.Check(MarkdownTestRenderer.Instance.Render("![a cat](https://pics.example/cat.png?x=1)"));

        Assert.Empty(body.QuerySelectorAll("img"));
        Assert.Equal("a cat (pics.example)", body.QuerySelector("a")!.TextContent);
    }

    [Theory]
    [InlineData("```csharp\nvar x = 1;\n```", "csharp", "var x = 1;\n")]
    [InlineData("~~~~ c++ {.x}\n~~~\n~~~~~\n", "c++", "~~~\n")]
    [InlineData("    a\n\n      b\n\n", "", "a\n\n  b\n")]
    [InlineData("  ```\n  a\n b\n```", "", "a\nb\n")]
    [InlineData("```\nunclosed", "", "unclosed")]
    [InlineData("```", "", "")]
    [InlineData("```\"><img>\n<script>\n```", "", "<script>\n")]
    public void Render_CodeBlock_GivesLanguageAndText(string source, string language, string code)
    {
        Assert.Equal(new CodeBlock(language, code), Assert.Single(MarkdownTestRenderer.Instance.Render(source)));
    }

    [Fact]
    public void Render_FenceInAList_StaysInTheList()
    {
        Assert.Equal(
            "<ul>\n<li>a\n<pre tabindex=\"0\"><code class=\"language-js\" data-language=\"js\">x\n\ny\n</code></pre>\n</li>\n<li>b</li>\n</ul>",
            MarkdownTestRenderer.Html("- a\n  ```js\n  x\n\n  y\n  ```\n- b"));
    }

    [Fact]
    public void Render_LongOrderedList_IsOneListInPieces()
    {
        var source = string.Concat(Enumerable.Range(0, 400).Select(_ => "7. an item of the list\n"));

        var list = Assert.IsType<ListBlock>(Assert.Single(MarkdownTestRenderer.Instance.Render(source)));
        Assert.Equal(7, list.Start);
        Assert.InRange(list.Pieces.Count, 10, 60);
        Assert.Equal(400, SafeDom.Check([list]).QuerySelector("ol")!.ChildElementCount);
    }

    [Theory]
    [MemberData(nameof(ShortSampleIndexes))]
    public void Render_CutIntoSegments_ShowsWhatOneParseOfAllShows(int index)
    {
        var source = MarkdownSamples.All[index].ReplaceLineEndings("\n");
        var whole = ((HtmlBlock?)MarkdownTestRenderer.Instance.Segments.ToBlock(MarkdownTestRenderer.Instance.Segments.Parse(new Segment(SegmentKind.Text, source), ParseContext.None)))?.Html ?? "";

        var cut = string.Concat(MarkdownTestRenderer.Instance.Render(source).Select(block => block is CodeBlock code ? CodeHtml(code) : MarkdownHtml.Of(block)));
        Assert.Equal(Squeeze(whole), Squeeze(cut));
    }

    [Fact]
    public void AddMarkdown_Twice_GivesOneRenderer()
    {
        using var services = new ServiceCollection().AddLogging().AddMarkdown().BuildServiceProvider();

        Assert.Same(services.GetRequiredService<MarkdownRenderer>(), services.GetRequiredService<MarkdownRenderer>());
    }

    [Fact]
    public void Render_FromManyThreads_GivesTheSame()
    {
        var source = string.Join("\n\n", MarkdownSamples.All.Where(sample => sample.Length < 2_000));
        var expected = MarkdownTestRenderer.Instance.Render(source);

        Parallel.For(0, 16, _ => Assert.Equal(expected, MarkdownTestRenderer.Instance.Render(source)));
    }

    private static string CodeHtml(CodeBlock code)
    {
        var html = new System.Text.StringBuilder();
        SafeText.Write(html, code.Code.EndsWith('\n') ? code.Code : code.Code + "\n", isName: false);
        var name = code.Language.Length > 0 ? $" class=\"language-{code.Language}\" data-language=\"{code.Language}\"" : "";
        return $"<pre tabindex=\"0\"><code{name}>{html}</code></pre>";
    }

    private static string Squeeze(string html) => html.Replace("\n", "", StringComparison.Ordinal);
}
