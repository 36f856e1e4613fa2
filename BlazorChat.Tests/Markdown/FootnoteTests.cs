using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class FootnoteTests
{
    private const string Source = "First[^b] and second[^a], *again*[^B].\n\n- item[^c]\n- `[^a]` and [^none]\n\n[^a]: The *second*.\n\n[^unused]: Not shown.\n[^b]: The first,\n    over lines.\n\n    ```\n    code\n    ```\n[^c]: See [^d].\n\nEnd.\n\n[^d]: Deep.";

    private static MarkdownRenderer Renderer => MarkdownTestRenderer.Instance;

    [Fact]
    public void Render_References_AreNumberedInTheirOrder()
    {
        var body = SafeDom.Check(Renderer.Render(Source).Where(block => block is not FootnotesBlock));

        Assert.Equal(["1", "2", "1", "3"], body.QuerySelectorAll("sup > fn-ref").Select(reference => reference.GetAttribute("data-note")));
        Assert.Equal("[^a]", body.QuerySelector("code")!.TextContent);
        Assert.Contains("[^none]", body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Deep", body.TextContent, StringComparison.Ordinal);
        Assert.Empty(body.QuerySelectorAll("[id], [name]"));
    }

    [Fact]
    public void Render_Notes_AreTheLastBlockWithoutUnusedOnes()
    {
        var notes = Assert.IsType<FootnotesBlock>(Renderer.Render(Source)[^1]).Notes;

        Assert.Equal(4, notes.Count);
        Assert.Equal("<p>The first,\nover lines.</p>\n<pre tabindex=\"0\"><code>code\n</code></pre>", notes[0]);
        Assert.Equal("<p>The <em>second</em>.</p>", notes[1]);
        Assert.Contains("data-note=\"4\"", notes[2], StringComparison.Ordinal);
        Assert.Equal("<p>Deep.</p>", notes[3]);
    }

    [Fact]
    public void Render_DefinitionsThatNothingRefersTo_AreNotShown()
    {
        Assert.Equal("<p>text</p>", MarkdownTestRenderer.Html("text\n\n[^a]: note\n[^b]: https://example.com"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Stream_Completed_EqualsRender(int size)
    {
        var stream = new StreamingMarkdown(Renderer);
        foreach (var delta in Source.Chunk(size))
        {
            stream.Append(delta);
            SafeDom.Check(stream.Open is { } open ? [open] : []);
        }
        stream.Complete();

        Assert.Equal(Renderer.Render(Source), stream.Closed);
    }

    [Fact]
    public void Stream_BeforeItsEnd_ShowsReferencesAndNotesAsText()
    {
        var stream = new StreamingMarkdown(Renderer, "Word[^1].\n\n[^1]: https://example.com/note");

        Assert.Equal("<p>Word[^1].</p>", Assert.IsType<HtmlBlock>(stream.Closed[0]).Html);
        Assert.StartsWith("<p>[^1]: <a ", Assert.IsType<HtmlBlock>(stream.Open).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NoteThatRefersToItself_IsRenderedOnce()
    {
        Assert.Single(Assert.IsType<FootnotesBlock>(Renderer.Render("a[^1]\n\n[^1]: b[^1]")[^1]).Notes);
    }
}
