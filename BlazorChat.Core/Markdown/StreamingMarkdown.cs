using System.Collections.ObjectModel;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// A message while it arrives. Closed blocks are parsed once; only the open one at the end is parsed again, when it is looked at. The
/// blocks are those of <see cref="MarkdownRenderer.Render(string)"/>, except that a link reference is resolved there within the
/// whole message and here within its block. Not thread-safe: one for each message, and one caller at a time.
/// </summary>
public sealed class StreamingMarkdown
{
    private readonly MarkdownRenderer _renderer;
    private readonly List<MarkdownBlock> _closed = [];
    private BlockSplitter _splitter;
    private ParseBudget _budget = new();
    private OpenParse? _open;

    /// <summary>Begins a message, with the text that is already there.</summary>
    public StreamingMarkdown(MarkdownRenderer renderer, string text = "")
    {
        _renderer = renderer;
        Closed = new ReadOnlyCollection<MarkdownBlock>(_closed);
        _splitter = new BlockSplitter(_budget, Close);
        Append(text);
    }

    /// <summary>The blocks that will not change any more. The list is live: it only grows, until <see cref="Reset"/>.</summary>
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

    /// <summary>Takes what arrived as the whole message: <see cref="Open"/> becomes null, its block is the last of <see cref="Closed"/>.</summary>
    public void Complete() => _splitter.Complete();

    /// <summary>Forgets everything and begins again with this text.</summary>
    public void Reset(string text = "")
    {
        _closed.Clear();
        _budget = new ParseBudget();
        _splitter = new BlockSplitter(_budget, Close);
        _open = null;
        Append(text);
    }

    private void Close(Segment segment)
    {
        _open = null;
        if (segment.Kind == SegmentKind.Text)
            ParsedUnits += segment.Text.Length;
        if (_renderer.Render(segment) is { } block)
            _closed.Add(block);
    }

    private MarkdownBlock? ReadOpen() => _splitter.OpenKind switch
    {
        SegmentKind.Fenced or SegmentKind.Indented =>
            new OpenCodeBlock(_splitter.OpenLanguage, _splitter.OpenCode.Closed, _splitter.OpenCode.OpenRest),
        SegmentKind.Plain => MarkdownRenderer.Plain(_splitter.OpenText(_splitter.OpenStart, _splitter.OpenEnd())),
        _ => ReadOpenText(),
    };

    private MarkdownBlock? ReadOpenText()
    {
        var start = _splitter.OpenStart;
        var end = _splitter.OpenEnd();
        if (end <= start)
            return null;
        if (_open is { } last && last.Start == start && last.End <= end)
        {
            if (last.End == end)
                return last.Block;
            if (last.Block is PlainBlock)
                return Remember(start, end, MarkdownRenderer.Plain(_splitter.OpenText(start, end)));
            var units = last.End - start;
            if (end - start > MarkdownLimits.EagerOpenUnits && end - last.End < units / MarkdownLimits.OpenGrowthDivisor)
                return new HtmlBlock(((HtmlBlock?)last.Block)?.Html ?? "", WellFormedText.Of(_splitter.OpenText(last.End, end)));
        }
        return ParseOpen(start, end);
    }

    private MarkdownBlock? ParseOpen(int start, int end)
    {
        var text = _splitter.OpenText(start, end);
        if (!_budget.Allows(text))
            return Remember(start, end, MarkdownRenderer.Plain(text));
        ParsedUnits += text.Length;
        return Remember(start, end, _renderer.Render(new Segment(SegmentKind.Text, text, ListStart: _splitter.OpenListStart)));
    }

    private MarkdownBlock? Remember(int start, int end, MarkdownBlock? block)
    {
        _open = new OpenParse(start, end, block);
        return block;
    }

    private sealed record OpenParse(int Start, int End, MarkdownBlock? Block);
}
