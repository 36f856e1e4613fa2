using System.Globalization;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Turns Markdown (GitHub's: tables, task lists, strikethrough, bare links) into blocks that are safe to show whoever wrote it.
/// Raw HTML is shown as text, formulas stay source. One instance serves all; it is thread-safe and keeps nothing between calls.
/// </summary>
public sealed partial class MarkdownRenderer(ILogger<MarkdownRenderer> logger)
{
    private const int BatchUnits = 65_536;

    private readonly MarkdownPipeline _pipeline = CreatePipeline();

    /// <summary>
    /// Renders a whole message. Never throws on its content: a block that fails or would cost too much comes as <see cref="PlainBlock"/>,
    /// and so does the whole of a message of more than a million UTF-16 units.
    /// </summary>
    public IReadOnlyList<MarkdownBlock> Render(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length > MarkdownLimits.MaxMessageUnits)
            return [new PlainBlock(WellFormedText.Of(source))];
        var segments = new List<Segment>();
        var splitter = new BlockSplitter(new ParseBudget(), segments.Add);
        splitter.Append(source);
        splitter.Complete();
        var definitions = new ReferenceDefinitions(segments, source.Length);
        var blocks = segments.Select(segment => WithoutMarkup(segment)).ToList();
        for (var start = 0; start < segments.Count;)
            start = RenderBatch(segments, start, definitions, blocks);
        return blocks.OfType<MarkdownBlock>().ToList();
    }

    /// <summary>Renders one segment on its own; null where it shows nothing.</summary>
    internal MarkdownBlock? Render(Segment segment)
    {
        if (WithoutMarkup(segment) is { } block)
            return block;
        var html = ToHtml(segment, "");
        return html is null ? Plain(segment.Text) : Sanitize(html, segment.Text);
    }

    internal static PlainBlock Plain(string text) => new(WellFormedText.Of(text.TrimEnd('\n')));

    private static MarkdownBlock? WithoutMarkup(Segment segment) => segment.Kind switch
    {
        SegmentKind.Fenced or SegmentKind.Indented => new CodeBlock(segment.Language, segment.Text),
        SegmentKind.Plain => Plain(segment.Text),
        _ => null,
    };

    /// <summary>
    /// Renders the text among the next segments. Their HTML goes through the sanitizer together, because setting that up for every
    /// paragraph takes longer than the work; where that does not give each its own part, they go one by one.
    /// </summary>
    private int RenderBatch(List<Segment> segments, int start, ReferenceDefinitions definitions, List<MarkdownBlock?> blocks)
    {
        var places = new List<int>();
        var parts = new List<string>();
        var units = 0;
        for (; start < segments.Count && units < BatchUnits; start++)
        {
            var segment = segments[start];
            if (segment.Kind != SegmentKind.Text)
                continue;
            var html = ToHtml(segment, definitions.For(segment.Text));
            if (html is null)
            {
                blocks[start] = Plain(segment.Text);
                continue;
            }
            units += html.Length;
            places.Add(start);
            parts.Add(html);
        }
        var safe = TrySanitize(parts);
        for (var i = 0; i < places.Count; i++)
            blocks[places[i]] = safe is null ? Sanitize(parts[i], segments[places[i]].Text) : NullIfEmpty(safe[i]);
        return start;
    }

    internal string? ToHtml(Segment segment, string definitions)
    {
        try
        {
            var document = Markdig.Markdown.Parse(definitions + segment.Text, _pipeline);
            if (segment.ListStart is { } start && document.OfType<ListBlock>().FirstOrDefault() is { IsOrdered: true } list)
                list.OrderedStart = start.ToString(CultureInfo.InvariantCulture);
            return document.ToHtml(_pipeline);
        }
        // The parser throws on what nests too deeply, and a defect in it must not cost more than this one block.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(logger, segment.Text.Length, exception.GetType().Name);
            return null;
        }
    }

    private MarkdownBlock? Sanitize(string html, string source)
    {
        try
        {
            return NullIfEmpty(SafeHtmlWriter.Sanitize(html));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(logger, source.Length, exception.GetType().Name);
            return Plain(source);
        }
    }

    private static IReadOnlyList<HtmlBlock>? TrySanitize(List<string> parts)
    {
        try
        {
            return parts.Count == 0 ? [] : SafeHtmlWriter.Sanitize(parts);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static HtmlBlock? NullIfEmpty(HtmlBlock block) => block.Html.Length == 0 ? null : block;

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks(new Markdig.Extensions.AutoLinks.AutoLinkOptions { UseHttpsForWWWLinks = true })
            .DisableHtml();
        builder.InlineParsers.InsertBefore<EscapeInlineParser>(new MathSourceParser());
        return builder.Build();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A block of {Units} units could not be rendered and was shown as plain text: {Reason}")]
    private static partial void LogFailed(ILogger logger, int units, string reason);
}
