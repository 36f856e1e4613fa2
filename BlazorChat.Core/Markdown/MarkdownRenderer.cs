using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Turns Markdown (GitHub's: tables, task lists, strikethrough, bare links, footnotes; and formulas) into blocks that are safe to show
/// whoever wrote it. Raw HTML is shown as text. One instance serves all; it is thread-safe and keeps nothing between calls.
/// </summary>
public sealed class MarkdownRenderer(ILogger<MarkdownRenderer> logger)
{
    /// <summary>What renders the pieces.</summary>
    internal SegmentRenderer Segments { get; } = new(logger);

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
        var notes = NoteNumbers.Of(segments);
        var context = new ParseContext(notes);
        var parts = segments.Where(segment => segment.Kind != SegmentKind.Note)
            .Select(segment => Segments.Parse(segment, context, segment.IsMarkdown ? definitions.For(segment.Source) : "")).ToList();
        LooseLists.Mark(parts);
        Segments.Finish(parts);
        var blocks = new List<MarkdownBlock>();
        var message = new MessageBlocks(Segments, blocks, context);
        foreach (var part in parts)
            message.Add(part);
        if (notes is not null && Segments.ToBlock(notes) is { } footnotes)
            blocks.Add(footnotes);
        return blocks;
    }
}
