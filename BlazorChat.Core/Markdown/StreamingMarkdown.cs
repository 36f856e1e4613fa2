using System.Collections.ObjectModel;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// A message while it arrives. Closed blocks, items and rows are parsed once; only what is open at the end is parsed again, when it is
/// looked at. The blocks are those of <see cref="MarkdownRenderer.Render(string)"/>, except that a link reference is resolved there
/// within the whole message and here within its block. Not thread-safe: one for each message, and one caller at a time.
/// </summary>
public sealed class StreamingMarkdown
{
    private readonly MarkdownRenderer _renderer;
    private readonly List<MarkdownBlock> _closed = [];
    private MessageBlocks _blocks;
    private BlockSplitter _splitter;
    private ParseBudget _budget;
    private OpenParse? _open;

    /// <summary>Begins a message, with the text that is already there.</summary>
    public StreamingMarkdown(MarkdownRenderer renderer, string text = "")
    {
        ArgumentNullException.ThrowIfNull(renderer);
        _renderer = renderer;
        Closed = new ReadOnlyCollection<MarkdownBlock>(_closed);
        _budget = new ParseBudget();
        _blocks = new MessageBlocks(renderer.Segments, _closed, ParseContext.None);
        _splitter = new BlockSplitter(_budget, Close);
        Append(text);
    }

    /// <summary>
    /// The blocks that will not change any more. The list is live: it only grows, until <see cref="Reset"/>, or until
    /// <see cref="Complete"/> of a message with footnotes, which changes the blocks that refer to them.
    /// </summary>
    public IReadOnlyList<MarkdownBlock> Closed { get; }

    /// <summary>
    /// The block at the end, which may still change, or null between blocks. It takes the place after <see cref="Closed"/>. Reading it
    /// parses what arrived since the last reading; a line whose first characters do not tell yet what it is may be held back.
    /// </summary>
    public MarkdownBlock? Open => ReadOpen();

    /// <summary>How many UTF-16 units were given to the parser so far: what this message has cost.</summary>
    public long ParsedUnits { get; private set; }

    /// <summary>Adds what arrived. It may end anywhere, even inside a line end or a surrogate pair.</summary>
    public void Append(ReadOnlySpan<char> delta) => _splitter.Append(delta);

    /// <summary>
    /// Takes what arrived as the whole message: <see cref="Open"/> becomes null, its block is the last of <see cref="Closed"/>. Only now
    /// is it known what the footnotes are; they get their numbers and their place at the end.
    /// </summary>
    public void Complete()
    {
        _splitter.Complete();
        _blocks.NumberNotes();
    }

    /// <summary>Forgets everything and begins again with this text.</summary>
    public void Reset(string text = "")
    {
        _closed.Clear();
        _budget = new ParseBudget();
        _blocks = new MessageBlocks(_renderer.Segments, _closed, ParseContext.None);
        _splitter = new BlockSplitter(_budget, Close);
        _open = null;
        Append(text);
    }

    private void Close(Segment segment)
    {
        _open = null;
        if (segment.IsMarkdown)
            ParsedUnits += segment.Source.Length;
        _blocks.Take(segment);
    }

    private MarkdownBlock? ReadOpen() => _splitter.OpenKind switch
    {
        SegmentKind.Fenced or SegmentKind.Indented =>
            new OpenCodeBlock(_splitter.OpenCode.Language, _splitter.OpenCode.Chunks.Closed, _splitter.OpenCode.Chunks.OpenRest),
        SegmentKind.Plain => SegmentRenderer.Plain(_splitter.OpenText(_splitter.OpenStart, _splitter.OpenEnd())),
        SegmentKind.Math => SafeHtmlWriter.Paragraph(_splitter.OpenText(_splitter.OpenStart, _splitter.OpenEnd())),
        _ => ReadOpenText(),
    };

    private MarkdownBlock? ReadOpenText()
    {
        var start = _splitter.OpenStart;
        var end = _splitter.OpenEnd();
        if (end <= start)
            return _blocks.OpenGroup;
        if (_open is not { } last || last.Start != start || last.End > end || last.Kind != _splitter.OpenKind)
            return ParseOpen(start, end);
        if (last.End == end)
            return last.Block;
        if (last.Part is null)
            return Remember(start, end, null, SegmentRenderer.Plain(_splitter.OpenText(start, end)));
        if (end - start > MarkdownLimits.EagerOpenUnits && end - last.End < (last.End - start) / MarkdownLimits.OpenGrowthDivisor)
            return _blocks.ToOpenBlock(last.Part, WellFormedText.Of(_splitter.OpenText(last.End, end)));
        return ParseOpen(start, end);
    }

    private MarkdownBlock? ParseOpen(int start, int end)
    {
        var segment = _splitter.OpenSegment(end);
        if (segment.Kind == SegmentKind.Note)
            segment = segment with { Kind = SegmentKind.Text, Text = NoteLine.Unnumbered(segment.Text) };
        if (!_budget.Allows(segment))
            return Remember(start, end, null, SegmentRenderer.Plain(segment.Text));
        ParsedUnits += segment.Source.Length;
        var part = _renderer.Segments.Parse(segment, new ParseContext(IsOpenText: true));
        return Remember(start, end, part, _blocks.ToOpenBlock(part, ""));
    }

    private MarkdownBlock? Remember(int start, int end, RenderedSegment? part, MarkdownBlock? block)
    {
        _open = new OpenParse(_splitter.OpenKind, start, end, part, block);
        return block;
    }

    private sealed record OpenParse(SegmentKind Kind, int Start, int End, RenderedSegment? Part, MarkdownBlock? Block);
}
