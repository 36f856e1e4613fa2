using BlazorChat.Core.Markdown;
using BlazorChat.Web.Components.Markdown;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

/// <summary>What is painted again when an answer grows: what is open, and a bounded number of blocks before it.</summary>
public sealed class MarkdownBlocksTests : ComponentTest
{
    private const int Paragraphs = 10 * MarkdownBlockGroup.Size;

    private readonly StreamingMarkdown _markdown;

    public MarkdownBlocksTests() => _markdown = new StreamingMarkdown(Services.GetRequiredService<MarkdownRenderer>());

    [Fact]
    public void Blocks_OneMoreWord_PaintsTheLastGroupAlone()
    {
        for (var i = 0; i < Paragraphs; i++) _markdown.Append($"Paragraph {i}.\n\n");
        _markdown.Append("The last");
        var blocks = RenderBlocks();
        var groups = blocks.FindComponents<MarkdownBlockGroup>();
        var before = groups.Select(group => group.RenderCount).ToList();
        var views = blocks.FindComponents<MarkdownBlockView>().Sum(view => view.RenderCount);

        _markdown.Append(" word");
        Paint(blocks);

        Assert.Contains("The last word", blocks.Markup, StringComparison.Ordinal);
        Assert.Equal(Paragraphs / MarkdownBlockGroup.Size + 1, groups.Count);
        Assert.Equal(before.Take(groups.Count - 1), groups.Take(groups.Count - 1).Select(group => group.RenderCount));
        Assert.NotEqual(before[^1], groups[^1].RenderCount);
        Assert.Equal(views + 1, blocks.FindComponents<MarkdownBlockView>().Sum(view => view.RenderCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MarkdownBlockGroup.Size - 1)]
    [InlineData(MarkdownBlockGroup.Size)]
    public void Blocks_OpenBlockCloses_KeepsItsComponent(int before)
    {
        for (var i = 0; i < before; i++) _markdown.Append($"Paragraph {i}.\n\n");
        _markdown.Append("```csharp\nvar one = 1;\n");
        var blocks = RenderBlocks();
        var open = blocks.FindComponents<MarkdownBlockView>()[^1].Instance;

        _markdown.Append("```\n\nAfter it.");
        Paint(blocks);

        Assert.Same(open, blocks.FindComponents<MarkdownBlockView>()[before].Instance);
        Assert.IsType<CodeBlock>(open.Block);
        Assert.Equal(before + 2, blocks.FindComponents<MarkdownBlockView>().Count);
    }

    [Fact]
    public void Blocks_OneMoreLineOfLongCode_PaintsNoPieceAgain()
    {
        _markdown.Append("```\n");
        for (var i = 0; i < 10_000; i++) _markdown.Append($"line {i} of a long file\n");
        var blocks = RenderBlocks();
        var pieces = blocks.FindComponents<CodeChunk>().Sum(piece => piece.RenderCount);
        var groups = blocks.FindComponents<TextPieceGroup>().Sum(group => group.RenderCount);

        _markdown.Append("one more\n");
        Paint(blocks);

        Assert.Contains("one more", blocks.Markup, StringComparison.Ordinal);
        Assert.True(pieces > 4 * TextPieceGroup.Size);
        Assert.Equal(pieces, blocks.FindComponents<CodeChunk>().Sum(piece => piece.RenderCount));
        Assert.Equal(groups + 1, blocks.FindComponents<TextPieceGroup>().Sum(group => group.RenderCount));
    }

    [Fact]
    public void Blocks_OtherTextInTheSamePlace_PaintsEveryGroup()
    {
        var renderer = Services.GetRequiredService<MarkdownRenderer>();
        var blocks = Render<MarkdownBlocks>(parameters => parameters.Add(blocks => blocks.Blocks, renderer.Render(Text("Old"))));

        blocks.Render(parameters => parameters.Add(blocks => blocks.Blocks, renderer.Render(Text("New"))));

        Assert.Contains("New 0.", blocks.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Old", blocks.Markup, StringComparison.Ordinal);

        static string Text(string word) => string.Concat(Enumerable.Range(0, 2 * MarkdownBlockGroup.Size).Select(i => $"{word} {i}.\n\n"));
    }

    [Fact]
    public void Text_Whole_HasNoComponentAParagraph()
    {
        var text = Render<MarkdownText>(parameters => parameters.Add(text => text.Text, string.Concat(Enumerable.Range(0, Paragraphs).Select(i => $"Paragraph {i}.\n\n")) + "```\ncode\n```\n"));

        Assert.Equal(Paragraphs, text.FindAll(".md > p").Count);
        Assert.Single(text.FindComponents<MarkdownBlockView>());
    }

    private IRenderedComponent<MarkdownBlocks> RenderBlocks() => Render<MarkdownBlocks>(parameters => parameters
        .Add(blocks => blocks.Blocks, _markdown.Closed).Add(blocks => blocks.Open, _markdown.Open).Add(blocks => blocks.IsLive, true));

    private void Paint(IRenderedComponent<MarkdownBlocks> blocks) => blocks.Render(parameters => parameters
        .Add(blocks => blocks.Blocks, _markdown.Closed).Add(blocks => blocks.Open, _markdown.Open).Add(blocks => blocks.IsLive, true));
}
