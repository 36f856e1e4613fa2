using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

public sealed class StreamingMarkdownTests
{
    private static MarkdownRenderer Renderer => MarkdownTestRenderer.Instance;

    public static TheoryData<int> SampleIndexes => new(Enumerable.Range(0, MarkdownSamples.All.Count));

    [Theory]
    [MemberData(nameof(SampleIndexes))]
    public void Complete_FedWholeByCharAndInChunks_EqualsRender(int index)
    {
        var text = MarkdownSamples.All[index];
        var expected = Describe(Renderer.Render(text));

        Assert.Equal(expected, Describe(Feed(text, [text]).Closed));
        Assert.Equal(expected, Describe(Feed(text, text.Select(unit => unit.ToString())).Closed));
        for (var seed = 0; seed < 5; seed++)
            Assert.Equal(expected, Describe(Feed(text, Chunks(text, new Random(seed), 1 + (seed * 12))).Closed));
    }

    [Theory]
    [MemberData(nameof(SampleIndexes))]
    public void Closed_WhileTextArrives_OnlyGrowsAndKeepsItsBlocks(int index)
    {
        var stream = new StreamingMarkdown(Renderer);
        var seen = new List<MarkdownBlock>();
        foreach (var delta in Chunks(MarkdownSamples.All[index], new Random(7), 20))
        {
            stream.Append(delta);
            _ = stream.Open;
            Assert.True(stream.Closed.Count >= seen.Count);
            for (var i = 0; i < seen.Count; i++)
                Assert.Same(seen[i], stream.Closed[i]);
            seen.AddRange(stream.Closed.Skip(seen.Count));
        }
    }

    [Theory]
    [InlineData("Some *text* that is not ended")]
    [InlineData("First\n\nSecond **bold**")]
    [InlineData("# Heading\n\n- a\n- b\n\n  more")]
    [InlineData("| a |\n|---|\n| 1 |")]
    [InlineData("> quote\nlazy")]
    [InlineData("text\n\n```cs\nvar a = 1;\nvar b")]
    [InlineData("- a\n\nText after the list")]
    public void Open_WithTheClosedBlocks_EqualsRenderOfWhatArrived(string text)
    {
        var stream = new StreamingMarkdown(Renderer);
        foreach (var unit in text)
        {
            stream.Append(unit.ToString());
            _ = stream.Open;
        }

        Assert.Equal(Describe(Renderer.Render(text)), Describe([.. stream.Closed, stream.Open!]));
    }

    [Theory]
    [InlineData("Intro:\n-", "<p>Intro:</p>")]
    [InlineData("Intro:\n``", "<p>Intro:</p>")]
    [InlineData("Intro:\n```csh", "<p>Intro:</p>")]
    [InlineData("Title\n---", "<p>Title</p>")]
    [InlineData("Title\n----", "<h2>Title</h2>")]
    [InlineData("42", "<p>42</p>")]
    public void Open_LineWhoseMeaningIsNotKnown_IsHeldBack(string text, string html)
    {
        Assert.Equal(html, Assert.IsType<HtmlBlock>(new StreamingMarkdown(Renderer, text).Open).Html);
    }

    [Theory]
    [InlineData("A sentence of an ordinary paragraph with **bold** and `code`, then more.\n\n")]
    [InlineData("- a list item that never stops\n")]
    [InlineData("one paragraph without any end ")]
    [InlineData("| a | table |\n")]
    [InlineData("> a quote\n")]
    [InlineData("```\ncode\n")]
    public void ParsedUnits_OverALongStream_GrowLinearly(string unit)
    {
        var one = ParsedUnitsOf(unit, 40_000);
        var two = ParsedUnitsOf(unit, 80_000);

        Assert.True(two <= (2.3 * one) + 10_000, $"{one} units for 40,000 and {two} for 80,000");
        Assert.True(two <= 60L * 80_000, $"{two} units parsed for 80,000");
    }

    [Fact]
    public void ClosedBlocks_WhenOpenIsNeverRead_AreParsedExactlyOnce()
    {
        const string text = "One paragraph.\n\nAnother one.\n\n- a list\n- of two\n\nThe end.\n\n";
        var stream = new StreamingMarkdown(Renderer);
        foreach (var unit in text)
            stream.Append(unit.ToString());
        stream.Complete();

        Assert.InRange(stream.ParsedUnits, 1, text.Length);
    }

    [Fact]
    public void Open_NotChangedBetweenTwoReads_IsNotParsedAgain()
    {
        var stream = new StreamingMarkdown(Renderer, "Some text");
        var first = stream.Open;
        var parsed = stream.ParsedUnits;

        Assert.Same(first, stream.Open);
        Assert.Equal(parsed, stream.ParsedUnits);
    }

    [Fact]
    public void Open_OfAVeryLongBlock_ShowsWhatIsNotParsedYetAsTail()
    {
        var stream = new StreamingMarkdown(Renderer, new string('a', 8_000));
        _ = stream.Open;
        stream.Append(" and <b>more");

        var open = Assert.IsType<HtmlBlock>(stream.Open);
        Assert.Equal(" and <b>more", open.Tail);
        Assert.DoesNotContain("more", open.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenCode_WhileLinesArrive_KeepsItsClosedChunks()
    {
        var stream = new StreamingMarkdown(Renderer, "```csharp\n");
        var code = "";
        IReadOnlyList<string> chunks = [];
        for (var line = 0; line < 400; line++)
        {
            stream.Append($"var x{line} = {line};\n");
            code += $"var x{line} = {line};\n";
            var open = Assert.IsType<OpenCodeBlock>(stream.Open);
            Assert.Equal("csharp", open.Language);
            Assert.Equal(chunks, open.ClosedChunks.Take(chunks.Count));
            Assert.Equal(code, string.Concat(open.ClosedChunks) + open.Rest);
            Assert.True(open.Rest.Length <= CodeChunks.MaxUnits);
            chunks = [.. open.ClosedChunks];
        }
        stream.Append("```\n");

        Assert.True(chunks.Count > 5);
        var closed = Assert.IsType<CodeBlock>(Assert.Single(stream.Closed));
        Assert.Equal(code, closed.Code);
        Assert.Equal(chunks, closed.Chunks().Take(chunks.Count));
        Assert.Equal(0, stream.ParsedUnits);
    }

    [Fact]
    public void OpenCode_OfOneEndlessLine_IsStillCutIntoChunks()
    {
        var stream = new StreamingMarkdown(Renderer, "```\n" + string.Concat(Enumerable.Repeat("x😀", 10_000)));

        var open = Assert.IsType<OpenCodeBlock>(stream.Open);
        Assert.True(open.ClosedChunks.Count >= 7);
        Assert.DoesNotContain('\uFFFD', string.Concat(open.ClosedChunks) + open.Rest);
    }

    [Fact]
    public void Append_DeltaSplitsASurrogatePair_IsWholeInTheEnd()
    {
        var stream = new StreamingMarkdown(Renderer, "smile \uD83D");
        Assert.Equal("<p>smile</p>", Assert.IsType<HtmlBlock>(stream.Open).Html.Replace(" </p>", "</p>", StringComparison.Ordinal));
        stream.Append("\uDE00");

        Assert.Equal("<p>smile 😀</p>", Assert.IsType<HtmlBlock>(stream.Open).Html);
    }

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    public void Append_AnyLineEndInAnyDelta_IsOneLineEnd(string text)
    {
        var stream = new StreamingMarkdown(Renderer);
        foreach (var unit in text)
            stream.Append(unit.ToString());

        Assert.Equal("<p>a\nb</p>", Assert.IsType<HtmlBlock>(stream.Open).Html);
        Assert.Equal("<p>a\nb</p>", MarkdownTestRenderer.Html(text));
    }

    [Fact]
    public void Append_LoneSurrogate_BecomesTheReplacementCharacter()
    {
        var stream = new StreamingMarkdown(Renderer, "a \uD83D b\n\n```\n\uDE00\n```\n");

        Assert.Equal("<p>a \uFFFD b</p>", Assert.IsType<HtmlBlock>(stream.Closed[0]).Html);
        Assert.Equal("\uFFFD\n", Assert.IsType<CodeBlock>(stream.Closed[1]).Code);
    }

    [Fact]
    public void Reset_WithOtherText_ForgetsWhatWas()
    {
        var stream = new StreamingMarkdown(Renderer, "old\n\n```\nopen");
        stream.Reset("new *text*");

        Assert.Empty(stream.Closed);
        Assert.Equal("<p>new <em>text</em></p>", Assert.IsType<HtmlBlock>(stream.Open).Html);
    }

    private static StreamingMarkdown Feed(string text, IEnumerable<string> deltas)
    {
        var stream = new StreamingMarkdown(Renderer);
        var count = 0;
        foreach (var delta in deltas)
        {
            stream.Append(delta);
            if (text.Length < 2_000 || count++ % 400 == 0)
                SafeDom.Check(stream.Open is { } open ? [open] : []);
        }
        stream.Complete();
        Assert.Null(stream.Open);
        return stream;
    }

    private static long ParsedUnitsOf(string unit, int length)
    {
        var stream = new StreamingMarkdown(Renderer);
        var text = string.Concat(Enumerable.Repeat(unit, 1 + (length / unit.Length)))[..length];
        foreach (var delta in text.Chunk(100))
        {
            stream.Append(delta);
            _ = stream.Open;
        }
        stream.Complete();
        return stream.ParsedUnits;
    }

    private static IEnumerable<string> Chunks(string text, Random random, int most)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(random.Next(1, most + 1), text.Length - start);
            yield return text.Substring(start, length);
            start += length;
        }
    }

    private static List<string> Describe(IEnumerable<MarkdownBlock> blocks) => blocks.Select(block => block switch
    {
        HtmlBlock html => $"html|{html.Html}|{html.Tail}",
        PiecedBlock pieced => $"html|{MarkdownHtml.Of(pieced)}|{pieced.Tail}",
        FootnotesBlock notes => $"notes|{MarkdownHtml.Of(notes)}",
        CodeBlock code => $"code|{code.Language}|{code.Code}",
        OpenCodeBlock code => $"code|{code.Language}|{string.Concat(code.ClosedChunks)}{code.Rest}",
        PlainBlock plain => $"plain|{plain.Text}",
        _ => throw new InvalidOperationException("unknown kind of block"),
    }).ToList();
}
