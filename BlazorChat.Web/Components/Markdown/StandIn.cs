// Stands in until BlazorChat.Core.Markdown is there: delete this file then. No page depends on how it parses.
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

#pragma warning disable IDE0130 // The namespace is the one that comes.
namespace BlazorChat.Core.Markdown;

public abstract record MarkdownBlock;

public sealed record HtmlBlock(string Html) : MarkdownBlock;

public sealed record CodeBlock(string Language, string Code) : MarkdownBlock;

public sealed record PlainBlock(string Text) : MarkdownBlock;

public sealed class OpenCode
{
    public string Language { get; set; } = "";

    public List<string> ClosedChunks { get; } = [];

    public string LastLine { get; set; } = "";
}

public static class MarkdownRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().DisableHtml().Build();

    public static IReadOnlyList<MarkdownBlock> Render(string source)
    {
        var document = Markdig.Markdown.Parse(source, Pipeline);
        var blocks = new List<MarkdownBlock>();
        foreach (var block in document)
        {
            if (block is FencedCodeBlock code)
            {
                blocks.Add(new CodeBlock(code.Info ?? "", code.Lines.ToString()));
                continue;
            }

            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.Render(block);
            blocks.Add(new HtmlBlock(writer.ToString().Trim()));
        }

        return blocks;
    }
}

public sealed class StreamingMarkdown
{
    private string _source = "";

    public IReadOnlyList<MarkdownBlock> Closed { get; private set; } = [];

    public MarkdownBlock? Open { get; private set; }

    public OpenCode? OpenCode { get; private set; }

    public void Append(string delta)
    {
        _source += delta;
        var blocks = MarkdownRenderer.Render(_source);
        (Closed, Open, OpenCode) = (blocks.Count == 0 ? [] : [.. blocks.SkipLast(1)], blocks.Count == 0 ? null : blocks[^1], null);
        if (Open is not CodeBlock code || _source.TrimEnd().EndsWith("```", StringComparison.Ordinal)) return;
        var lines = code.Code.Split('\n');
        OpenCode = new OpenCode { Language = code.Language, LastLine = lines[^1] };
        OpenCode.ClosedChunks.AddRange(lines.SkipLast(1).Select(line => line + "\n"));
        Open = null;
    }
}
