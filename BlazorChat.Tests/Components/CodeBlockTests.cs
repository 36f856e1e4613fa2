using AngleSharp.Dom;
using BlazorChat.Core.Markdown;
using BlazorChat.Web.Components.Markdown;
using Bunit;

namespace BlazorChat.Tests.Components;

public sealed class CodeBlockTests : ComponentTest
{
    [Theory]
    [InlineData("cs", "C#")]
    [InlineData("TS", "TypeScript")]
    [InlineData("brainfuck", "brainfuck")]
    [InlineData("", "code")]
    public void CodeBlock_Label_IsTheNameOfItsLanguage(string word, string expected) =>
        Assert.Equal(expected, Show(new CodeBlock(word, "x\n")).Find(".language").TextContent);

    [Fact]
    public void CodeBlock_OfALanguage_SaysWhichToTheScript()
    {
        Assert.Equal("cs", Show(new CodeBlock("cs", "x\n")).Find("code").GetAttribute("data-language"));
        Assert.False(Show(new CodeBlock("", "x\n")).Find("code").HasAttribute("data-language"));
    }

    [Fact]
    public void CodeBlock_OfMermaid_IsADiagramOnceItIsClosed()
    {
        var block = Show(new OpenCodeBlock("mermaid", [], "flowchart LR\n"));
        Assert.False(block.Find("code-block").HasAttribute("data-diagram"));

        block.Render(parameters => parameters.Add(view => view.Block, new CodeBlock("mermaid", "flowchart LR\n")));

        Assert.True(block.Find("code-block").HasAttribute("data-diagram"));
        Assert.Empty(block.Find("[data-drawing]").ChildNodes);
        Assert.False(block.Find("code").HasAttribute("data-language"));
        Assert.Equal("flowchart LR\n", block.Find("pre").TextContent);
    }

    [Fact]
    public void CodeBlock_OfAnotherLanguage_IsNoDiagram()
    {
        var block = Show(new CodeBlock("mermaidx", "flowchart LR\n"));

        Assert.False(block.Find("code-block").HasAttribute("data-diagram"));
        Assert.Empty(block.FindAll("[data-drawing], [data-toggle], dialog"));
    }

    [Fact]
    public void CodeBlock_ThatCloses_KeepsItsChunks()
    {
        string[] lines = [.. Enumerable.Range(0, 80).Select(i => $"line {i} of some code\n")];
        var code = string.Concat(lines);
        var chunks = new CodeBlock("cs", code).Chunks();
        var block = Show(new OpenCodeBlock("cs", [.. chunks.SkipLast(1)], chunks[^1]));
        var before = block.FindComponents<CodeChunk>();
        var renders = before.Select(chunk => chunk.RenderCount).ToList();

        block.Render(parameters => parameters.Add(view => view.Block, new CodeBlock("cs", code)));

        Assert.True(before.Count > 1);
        Assert.Equal(renders, before.Select(chunk => chunk.RenderCount));
        Assert.Equal(before.Count + 1, block.FindComponents<CodeChunk>().Count);
        Assert.Equal(code, block.Find("code").TextContent);
    }

    private IRenderedComponent<MarkdownBlockView> Show(MarkdownBlock block) =>
        Render<MarkdownBlockView>(parameters => parameters.Add(view => view.Block, block).Add(view => view.IsLive, false));
}
