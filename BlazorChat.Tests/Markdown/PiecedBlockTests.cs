using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class PiecedBlockTests
{
    private const int Units = 200_000;

    private static MarkdownRenderer Renderer => MarkdownTestRenderer.Instance;

    [Theory]
    [InlineData("", "One **sentence** of many in a paragraph that does not end. ", 40)]
    [InlineData("", "- an item of the list\n", 8)]
    [InlineData("", "3. an item\n\n   with two paragraphs\n\n", 12)]
    [InlineData("", "- an item\n  - one inside\n  - another `one`\n", 8)]
    [InlineData("- the only item\n", "  - one of many inside\n", 40)]
    [InlineData("| a | b |\n|---|---|\n", "| one | **two** |\n", 12)]
    [InlineData("", "> a line of a quote\n", 40)]
    [InlineData("```cs\n", "var x = 1;\n", 1)]
    public void ParsedUnits_OfOneLongBlockInSmallDeltas_AreInProportion(string head, string unit, int most)
    {
        var stream = new StreamingMarkdown(Renderer);
        var text = head + string.Concat(Enumerable.Repeat(unit, Units / unit.Length));
        for (var i = 0; i < text.Length; i += 4)
        {
            stream.Append(text.AsSpan(i, Math.Min(4, text.Length - i)));
            if (i % 16 == 0)
                _ = stream.Open;
        }
        stream.Complete();

        Assert.True(stream.ParsedUnits <= (long)most * text.Length, $"{stream.ParsedUnits / (double)text.Length:F1} units for each");
    }

    [Theory]
    [InlineData("- an item of the list\n")]
    [InlineData("1. one\n   - inside\n")]
    [InlineData("| one | two |\n|---|---|\n| 1 | 2 |\n")]
    [InlineData("- a\n- b\n\n- loose\n- d\n")]
    public void Closed_OfAListOrTable_IsOneBlockInAnyDeltas(string unit)
    {
        var text = unit.StartsWith('|') ? unit + string.Concat(Enumerable.Repeat("| 1 | *2* |\n", 500)) : string.Concat(Enumerable.Repeat(unit, 300));
        var expected = Assert.Single(Renderer.Render(text));
        foreach (var size in new[] { 1, 3, 64 })
        {
            var stream = new StreamingMarkdown(Renderer);
            foreach (var delta in text.Chunk(size))
            {
                stream.Append(delta);
                _ = stream.Open;
            }
            Assert.Empty(stream.Closed);
            stream.Complete();
            Assert.Equal(expected, Assert.Single(stream.Closed));
        }
    }

    [Fact]
    public void Open_OfALongTable_KeepsItsPiecesAndASmallEnd()
    {
        var stream = new StreamingMarkdown(Renderer, "| a | b |\n|---|---|\n");
        HtmlPieces? pieces = null;
        for (var row = 0; row < 200; row++)
        {
            stream.Append($"| {row} | text |\n");
            var open = Assert.IsType<TableBlock>(stream.Open);
            Assert.Contains("<th>a</th>", open.Head, StringComparison.Ordinal);
            Assert.True(open.Rest.Length + open.Open.Length < 1_000);
            if (pieces is not null)
                Assert.Equal(pieces, open.Pieces.Take(pieces.Count));
            pieces = open.Pieces;
        }
        Assert.True(pieces!.Count > 10);
    }

    [Fact]
    public void Open_ListThatTurnsOutLoose_BeginsAnewAsRenderShowsIt()
    {
        var stream = new StreamingMarkdown(Renderer, "- a\n- b\n");
        Assert.DoesNotContain("<p>", MarkdownHtml.Of(stream.Open!), StringComparison.Ordinal);
        stream.Append("\n- c");

        Assert.Equal("<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ul>", MarkdownHtml.Of(stream.Open!));
    }

    [Theory]
    [InlineData("- a\n- b\n* c\n1. d\n2) e\n", 4)]
    [InlineData("- a\ntext\n\ntext\n- b\n", 3)]
    [InlineData("para\n- a\n- b\n# head\n", 3)]
    [InlineData("text\n| a |\n|---|\n| 1 |\nrow\n\nend\n", 3)]
    [InlineData("> a | b\n---|---\n| 1 |\n", 1)]
    public void Render_ListsAndTablesAmongOthers_EndWhereTheyEnd(string source, int count)
    {
        Assert.Equal(count, Renderer.Render(source).Count);
    }

    [Fact]
    public void Render_LongOrdinaryAnswer_IsFormattedToItsEnd()
    {
        var section = "## Part\n\nA **bold** word, a [link](https://example.com/a) and \\(x_1\\).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```cs\nvar x = 1;\n```\n\n"
            + string.Concat(Enumerable.Repeat("A sentence as answers have them, of ordinary length. ", 12)) + "\n\n";
        var blocks = Renderer.Render(string.Concat(Enumerable.Repeat(section, Units / section.Length)) + "*end*");

        Assert.DoesNotContain(blocks, block => block is PlainBlock);
    }
}
