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
        var splitter = new BlockSplitter(segments.Add);
        splitter.Append(source);
        splitter.Complete();
        var definitions = new ReferenceDefinitions(segments, source.Length);
        var budget = new ParseBudget();
        var blocks = new List<MarkdownBlock>(segments.Count);
        foreach (var segment in segments)
        {
            if (Render(segment, budget, definitions) is { } block)
                blocks.Add(block);
        }
        return blocks;
    }

    /// <summary>Renders one segment and charges the budget for it; null where it shows nothing.</summary>
    internal MarkdownBlock? Render(Segment segment, ParseBudget budget, ReferenceDefinitions? definitions = null)
    {
        if (segment.Kind is SegmentKind.Fenced or SegmentKind.Indented)
            return new CodeBlock(segment.Language, segment.Text);
        if (segment.Kind == SegmentKind.Plain || !budget.TryCharge(segment.Text))
            return Plain(segment.Text);
        return Parse((definitions?.For(segment.Text) ?? "") + segment.Text, segment.ListStart, segment.Text);
    }

    /// <summary>Parses text that the caps allow; what fails is shown as <paramref name="shown"/>.</summary>
    internal MarkdownBlock? Parse(string text, int? listStart, string shown)
    {
        try
        {
            var document = Markdig.Markdown.Parse(text, _pipeline);
            if (listStart is { } start && document.OfType<ListBlock>().FirstOrDefault() is { IsOrdered: true } list)
                list.OrderedStart = start.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var block = SafeHtmlWriter.Sanitize(document.ToHtml(_pipeline));
            return block.Html.Length == 0 ? null : block;
        }
        // The parser throws on what nests too deeply, and a defect in it must not cost more than this one block.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(logger, text.Length, exception.GetType().Name);
            return Plain(shown);
        }
    }

    internal static PlainBlock Plain(string text) => new(WellFormedText.Of(text.TrimEnd('\n')));

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
