// Stands in for BlazorChat.Core.Markdown with the same surface: delete this file where that is there. No page depends on how it parses.
using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

#pragma warning disable IDE0130 // The namespace is the one that comes.
#pragma warning disable CS9113
namespace BlazorChat.Core.Markdown;

public abstract record MarkdownBlock;

public sealed record HtmlBlock(string Html, string Tail = "") : MarkdownBlock;

public sealed record CodeBlock(string Language, string Code) : MarkdownBlock
{
    public IReadOnlyList<string> Chunks() => [.. Code.Split('\n').Select(line => line + "\n")];
}

public sealed record OpenCodeBlock(string Language, IReadOnlyList<string> ClosedChunks, string Rest) : MarkdownBlock;

public sealed record PlainBlock(string Text) : MarkdownBlock;

public sealed class MarkdownRenderer(ILogger<MarkdownRenderer> logger)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public IReadOnlyList<MarkdownBlock> Render(string source)
    {
        var blocks = new List<MarkdownBlock>();
        foreach (var block in Markdig.Markdown.Parse(source, Pipeline))
        {
            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.Render(block);
            blocks.Add(block is FencedCodeBlock code ? new CodeBlock(code.Info ?? "", code.Lines.ToString()) : new HtmlBlock(writer.ToString().Trim()));
        }

        return blocks;
    }
}

public sealed class StreamingMarkdown(MarkdownRenderer renderer, string text = "")
{
    private readonly StringBuilder _source = new(text);

    public IReadOnlyList<MarkdownBlock> Closed => [.. Blocks.SkipLast(1)];

    public MarkdownBlock? Open => Blocks is [.., var last] ? last : null;

    private IReadOnlyList<MarkdownBlock> Blocks => renderer.Render(_source.ToString());

    public void Append(ReadOnlySpan<char> delta) => _source.Append(delta);

    public void Complete() => _source.Append("\n\n");
}
