using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace BlazorChat.Core.Markdown;

/// <summary>Formulas and footnotes, which Markdig has in another form than a message that arrives in pieces can use.</summary>
internal sealed class ChatExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.InlineParsers.InsertBefore<EscapeInlineParser>(new MathInlineParser());
        pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new NoteReferenceParser());
        pipeline.BlockParsers.Insert(0, new MathBlockParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is not HtmlRenderer html)
            return;
        html.ObjectRenderers.Add(new MathBlockRenderer());
        html.ObjectRenderers.Add(new MathInlineRenderer());
        html.ObjectRenderers.Add(new NoteReferenceRenderer());
    }
}
