namespace BlazorChat.Core.Markdown;

/// <summary>What a splitter has to know of a paragraph to see that its last line is the head of a table.</summary>
internal sealed class TableState
{
    private bool _hasQuote;
    private bool _hasPipe;
    private bool _isPlainLine;

    /// <summary>Where the line begins that may be a head.</summary>
    public int HeadStart { get; private set; }

    /// <summary>Begins a segment whose first line has this shape.</summary>
    public void BeginText(LineShape shape)
    {
        _hasQuote = _hasPipe = false;
        Continue(shape);
    }

    /// <summary>Adds a line to the segment.</summary>
    public void Continue(LineShape shape)
    {
        // A line after a quote may belong to it, and what looks like a table there is not one of ours.
        _hasQuote |= shape.IsQuote;
        _isPlainLine = shape.IsRow;
    }

    /// <summary>Ends a line.</summary>
    public void EndLine(int start, ReadOnlySpan<char> line)
    {
        HeadStart = start;
        _hasPipe = _isPlainLine && line.Length < MarkdownLimits.LineLookUnits && line.Contains('|');
    }

    /// <summary>True if a line of this shape makes the one before it the head of a table.</summary>
    public bool BeginsWith(LineShape shape) => shape.IsTableRule && _hasPipe && !_hasQuote;
}
