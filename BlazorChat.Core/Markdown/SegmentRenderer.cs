using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Markdown;

/// <summary>Parses and sanitizes segments, one or many at a time. Thread-safe.</summary>
internal sealed partial class SegmentRenderer(ILogger logger)
{
    private const int BatchUnits = 65_536;

    private readonly MarkdownPipeline _pipeline = CreatePipeline();

    /// <summary>Source as it is.</summary>
    public static PlainBlock Plain(string text) => new(WellFormedText.Of(text.TrimEnd('\n')));

    /// <summary>Parses a segment.</summary>
    public RenderedSegment Parse(Segment segment, ParseContext context, string definitions = "")
    {
        var part = new RenderedSegment(segment, context, definitions);
        if (segment.IsMarkdown)
            Parse(part);
        part.IsLoose |= segment.IsAfterBlank;
        return part;
    }

    /// <summary>Sanitizes a segment if that is not done yet, an item with or without paragraphs.</summary>
    public SafePiece Finish(RenderedSegment part, bool isLoose)
    {
        if (part.Safe is { } safe && part.IsLoose == isLoose)
            return safe;
        part.IsLoose = isLoose;
        if (part.Document is null && !part.IsFailed)
            Parse(part);
        part.IsLoose = isLoose;
        return Sanitize(part, ToHtml(part));
    }

    /// <summary>
    /// Sanitizes many segments. Their HTML goes through the sanitizer together, because setting that up for every paragraph takes longer
    /// than the work; where that does not give each its own part, they go one by one.
    /// </summary>
    public void Finish(IReadOnlyList<RenderedSegment> parts)
    {
        for (var start = 0; start < parts.Count;)
        {
            var batch = new List<(RenderedSegment Part, string Html)>();
            for (var units = 0; start < parts.Count && units < BatchUnits; start++)
            {
                if (!parts[start].Segment.IsMarkdown || ToHtml(parts[start]) is not { } html)
                    continue;
                batch.Add((parts[start], html));
                units += html.Length;
            }
            FinishBatch(batch);
        }
    }

    /// <summary>The block that a segment is by itself; null where it shows nothing.</summary>
    public MarkdownBlock? ToBlock(RenderedSegment part)
    {
        if (part.Segment.Kind is SegmentKind.Fenced or SegmentKind.Indented)
            return new CodeBlock(part.Segment.Language, part.Segment.Text);
        if (part.Segment.Kind == SegmentKind.Plain)
            return Plain(part.Segment.Text);
        var html = Finish(part, part.IsLoose).Html;
        return part.IsFailed ? Plain(part.Segment.Text) : html.Length == 0 ? null : new HtmlBlock(html);
    }

    /// <summary>The footnotes that were referred to, and those that these refer to; null where there are none.</summary>
    public FootnotesBlock? ToBlock(NoteNumbers notes)
    {
        var parts = new List<RenderedSegment>();
        for (var i = 0; i < notes.Numbered.Count; i++)
            parts.Add(Parse(notes.Numbered[i], new ParseContext(notes)));
        Finish(parts);
        return parts.Count == 0 ? null : new FootnotesBlock(new HtmlPieces([.. parts.Select(part => Finish(part, part.IsLoose).Html)]));
    }

    private void Parse(RenderedSegment part)
    {
        try
        {
            part.Document = Markdig.Markdown.Parse(part.Definitions + part.Segment.Source, _pipeline, part.Context.ToMarkdig());
            var blocks = part.Document.Where(block => block is not LinkReferenceDefinitionGroup).Take(2).ToList();
            part.IsLoose = blocks is [Markdig.Syntax.ListBlock { IsLoose: true }, ..];
            part.HasRest = blocks.Count > 1;
        }
        // The parser throws on what nests too deeply, and a defect in it must not cost more than this one block.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fail(part, exception);
        }
    }

    private string? ToHtml(RenderedSegment part)
    {
        if (part.Document is null)
            return null;
        try
        {
            if (part.Segment.Kind == SegmentKind.Item && part.Document.OfType<Markdig.Syntax.ListBlock>().FirstOrDefault() is { } list)
                list.IsLoose = part.IsLoose;
            return part.Document.ToHtml(_pipeline);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fail(part, exception);
            return null;
        }
        finally
        {
            part.Document = null;
        }
    }

    private SafePiece Sanitize(RenderedSegment part, string? html)
    {
        try
        {
            part.Safe = html is null ? SafeHtmlWriter.Fallback(part.Segment) : SafeHtmlWriter.Sanitize(html, part.Segment.Kind);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fail(part, exception);
            part.Safe = SafeHtmlWriter.Fallback(part.Segment);
        }
        return part.Safe.Value;
    }

    private void FinishBatch(List<(RenderedSegment Part, string Html)> batch)
    {
        IReadOnlyList<SafePiece>? safe = null;
        try
        {
            safe = SafeHtmlWriter.Sanitize([.. batch.Select(entry => (entry.Html, entry.Part.Segment.Kind))]);
        }
        catch (InvalidOperationException)
        {
            // One by one below.
        }
        for (var i = 0; i < batch.Count; i++)
        {
            if (safe is null)
                Sanitize(batch[i].Part, batch[i].Html);
            else
                batch[i].Part.Safe = safe[i];
        }
    }

    private void Fail(RenderedSegment part, Exception exception)
    {
        part.IsFailed = true;
        LogFailed(logger, part.Segment.Text.Length, exception.GetType().Name);
    }

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables(new PipeTableOptions { UseHeaderForColumnCount = true })
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks(new Markdig.Extensions.AutoLinks.AutoLinkOptions { UseHttpsForWWWLinks = true })
            .DisableHtml();
        return builder.Use<ChatExtension>().Build();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A block of {Units} units could not be rendered and was shown as plain text: {Reason}")]
    private static partial void LogFailed(ILogger logger, int units, string reason);
}
