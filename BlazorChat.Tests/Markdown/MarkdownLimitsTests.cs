using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class MarkdownLimitsTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("[a](b (c")]
    [InlineData("[a][b] ")]
    [InlineData("[x [x](u) ")]
    [InlineData("*a ")]
    [InlineData("*a **a ")]
    [InlineData("a**b")]
    [InlineData("~~a ")]
    [InlineData("_a ")]
    [InlineData("> ")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("> - ")]
    [InlineData("[http://a.b ")]
    [InlineData("*http://a.b ")]
    [InlineData("www.a.b ")]
    [InlineData("[a\n")]
    [InlineData("[a]: b\n")]
    public void Render_HostileRepetition_IsShownAsPlainText(string unit)
    {
        var source = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));

        Assert.True(BlockCost.Of(source) > MarkdownLimits.MaxBlockCost, "The block would reach the parser.");
        var blocks = MarkdownTestRenderer.Instance.Render(source);
        Assert.Equal(source.TrimEnd('\n'), Assert.IsType<PlainBlock>(Assert.Single(blocks)).Text);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("&")]
    [InlineData("\\")]
    [InlineData("`a ``b ```c ")]
    [InlineData("\\( ")]
    [InlineData("$$a ")]
    [InlineData("- a\n")]
    [InlineData("a|b\n")]
    [InlineData("-|-\n")]
    [InlineData("\t")]
    [InlineData("a\n\n")]
    [InlineData("# a\n")]
    [InlineData("```\na\n```\n")]
    [InlineData("*a \n\n")]
    [InlineData("😀")]
    public void Render_OtherRepetition_LosesNothingAndStaysSafe(string unit)
    {
        var source = string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length));

        var blocks = MarkdownTestRenderer.Instance.Render(source);
        SafeDom.Check(blocks);
        Assert.True(blocks.Count < 15_000);
    }

    [Fact]
    public void Render_DeepListByIndentation_IsShownAsPlainText()
    {
        var source = string.Concat(Enumerable.Range(0, 80).Select(depth => new string(' ', 2 * depth) + "- a\n"));

        Assert.IsType<PlainBlock>(Assert.Single(MarkdownTestRenderer.Instance.Render(source)));
    }

    [Fact]
    public void Render_HostileBlockAmongOthers_CostsOnlyItself()
    {
        var blocks = MarkdownTestRenderer.Instance.Render("before\n\n" + new string('[', 50_000) + "\n\n*after*");

        Assert.Equal("<p>before</p>", Assert.IsType<HtmlBlock>(blocks[0]).Html);
        Assert.IsType<PlainBlock>(blocks[1]);
        Assert.Equal("<p><em>after</em></p>", Assert.IsType<HtmlBlock>(blocks[2]).Html);
    }

    [Fact]
    public void Render_MessageAboveTheLimit_IsOnePlainBlock()
    {
        var source = new string('a', MarkdownLimits.MaxMessageUnits + 1);

        Assert.Equal(source, Assert.IsType<PlainBlock>(Assert.Single(MarkdownTestRenderer.Instance.Render(source))).Text);
    }

    [Fact]
    public void Render_BlockAboveTheLimit_IsPlainUntilItsEnd()
    {
        var blocks = MarkdownTestRenderer.Instance.Render(new string('a', MarkdownLimits.MaxBlockUnits + 10) + "\n\n*after*");

        Assert.Equal(MarkdownLimits.MaxBlockUnits, Assert.IsType<PlainBlock>(blocks[0]).Text.Length);
        Assert.Equal(10, Assert.IsType<PlainBlock>(blocks[1]).Text.Length);
        Assert.Equal("<p><em>after</em></p>", Assert.IsType<HtmlBlock>(blocks[2]).Html);
    }

    [Fact]
    public void Render_BudgetOfTheMessageSpent_ShowsTheRestAsItIs()
    {
        var paragraph = string.Concat(Enumerable.Repeat("word ", 400)) + "\n\n";
        var source = string.Concat(Enumerable.Repeat(paragraph, 400));

        var blocks = MarkdownTestRenderer.Instance.Render(source);
        var firstPlain = blocks.ToList().FindIndex(block => block is PlainBlock);
        Assert.True(firstPlain > 50);
        Assert.All(blocks.Skip(firstPlain), block => Assert.IsType<PlainBlock>(block));
    }

    [Fact]
    public void Stream_OfHostileText_ComesToTheSameAsRender()
    {
        var source = "ok\n\n" + string.Concat(Enumerable.Repeat("*a [b](", 20_000)) + "\n\nend\n\n" + new string('x', 150_000) + "\n\nend";
        var stream = new StreamingMarkdown(MarkdownTestRenderer.Instance);
        foreach (var delta in source.Chunk(1_000))
        {
            stream.Append(delta);
            _ = stream.Open;
        }
        stream.Complete();

        Assert.Equal(MarkdownTestRenderer.Instance.Render(source), stream.Closed);
        Assert.True(stream.ParsedUnits < 40 * source.Length);
    }

    [Theory]
    [InlineData("An ordinary paragraph with **bold**, a [link](https://example.com) and `code`.")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("- one\n  - two\n    - three\n      - four")]
    public void BlockCost_OfOrdinaryText_IsAFewTimesItsLength(string text)
    {
        Assert.InRange(BlockCost.Of(text), text.Length, (6 * text.Length) + 100);
    }
}
