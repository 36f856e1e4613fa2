namespace BlazorChat.Core.Markdown;

/// <summary>Makes the blocks of a message out of its segments. Not thread-safe.</summary>
internal sealed class MessageBlocks(SegmentRenderer renderer, List<MarkdownBlock> blocks, ParseContext context)
{
    private readonly List<Origin> _origins = [];
    private readonly List<Segment> _notes = [];
    private GroupBuilder? _group;

    /// <summary>The list or table that is being made; null between them.</summary>
    public PiecedBlock? OpenGroup => _group?.ToBlock();

    /// <summary>Parses and adds a segment. Footnotes are shown where they stand, until <see cref="NumberNotes"/>.</summary>
    public void Take(Segment segment)
    {
        if (segment.Kind != SegmentKind.Note)
        {
            Add(renderer.Parse(segment, context));
            return;
        }
        _notes.Add(segment);
        var text = segment with { Kind = SegmentKind.Text, Text = NoteLine.Unnumbered(segment.Text) };
        AddBlocks([], renderer.ToBlock(renderer.Parse(text, context)), isNote: true);
    }

    /// <summary>Adds a segment that is parsed.</summary>
    public void Add(RenderedSegment part)
    {
        if (part.Segment.Kind == SegmentKind.GroupEnd)
            EndGroup(rest: "");
        else if (part.Segment.IsInGroup)
            AddToGroup(part);
        else
            AddBlocks([part.Segment], renderer.ToBlock(part));
    }

    /// <summary>A segment that may still change, as a block of its own or as the end of the list or table that is being made.</summary>
    public MarkdownBlock? ToOpenBlock(RenderedSegment part, string tail)
    {
        if (part.Segment.IsInGroup)
            return (_group ?? new GroupBuilder(renderer, part.Segment)).ToBlock(part, tail);
        var block = renderer.ToBlock(part);
        return tail.Length == 0 || block is PlainBlock ? block : new HtmlBlock((block as HtmlBlock)?.Html ?? "", tail);
    }

    /// <summary>At the end of a message, makes references out of what refers to its footnotes, and moves these behind all others.</summary>
    public void NumberNotes()
    {
        if (NoteNumbers.Of(_notes) is not { } notes)
            return;
        var before = blocks.ToArray();
        blocks.Clear();
        var numbered = new MessageBlocks(renderer, blocks, new ParseContext(notes));
        var start = 0;
        foreach (var origin in _origins)
        {
            foreach (var segment in origin.Sources)
                numbered.Take(segment);
            numbered.EndGroup(rest: "");
            if (origin is { Sources.Count: 0, IsNote: false })
                blocks.AddRange(before[start..(start + origin.Count)]);
            start += origin.Count;
        }
        _notes.Clear();
        if (renderer.ToBlock(notes) is { } footnotes)
            blocks.Add(footnotes);
    }

    private void AddToGroup(RenderedSegment part)
    {
        _group ??= new GroupBuilder(renderer, part.Segment);
        var rest = _group.Add(part);
        if (part.HasRest)
            EndGroup(rest);
    }

    private void EndGroup(string rest)
    {
        if (_group is null)
            return;
        var count = blocks.Count;
        blocks.Add(_group.Close());
        if (rest.Length > 0)
            blocks.Add(new HtmlBlock(rest));
        Remember(_group.Sources, blocks.Count - count);
        _group = null;
    }

    private void AddBlocks(IEnumerable<Segment> sources, MarkdownBlock? block, bool isNote = false)
    {
        if (block is not null)
            blocks.Add(block);
        Remember(sources, block is null ? 0 : 1, isNote);
    }

    /// <summary>Keeps the source of what refers to footnotes, as long as their texts may still come.</summary>
    private void Remember(IEnumerable<Segment> sources, int count, bool isNote = false)
    {
        var kept = sources.Any(segment => segment.IsMarkdown && segment.Text.Contains("[^", StringComparison.Ordinal)) ? sources.ToArray() : [];
        if (kept.Length == 0 && !isNote && _origins is [.., { Sources.Count: 0, IsNote: false } last])
            _origins[^1] = last with { Count = last.Count + count };
        else
            _origins.Add(new Origin(kept, count, isNote));
    }

    /// <summary>Where blocks came from.</summary>
    private sealed record Origin(IReadOnlyList<Segment> Sources, int Count, bool IsNote);
}
