namespace BlazorChat.Core.Markdown;

/// <summary>What a splitter has to know of the outermost list to tell where a block ends (CommonMark 5.2 and 5.3).</summary>
internal sealed class ListState
{
    private int _contentIndent;
    private char _marker;
    private int _first;
    private int _count;
    private bool _isAfterBlank;

    private bool IsOpen => _contentIndent > 0;

    /// <summary>Begins a segment whose first line has this shape.</summary>
    public void Begin(LineShape shape, int? number)
    {
        _contentIndent = 0;
        _marker = '\0';
        _isAfterBlank = false;
        if (shape.IsItem)
            Take(shape, number ?? shape.Number);
    }

    /// <summary>Adds a line to the segment.</summary>
    public void Continue(LineShape shape)
    {
        _isAfterBlank = shape.IsBlank;
        if (shape.IsItem && !IsInsideItem(shape) && (IsOpen || CanInterruptParagraph(shape)))
            Take(shape, shape.Number);
    }

    /// <summary>True if the segment ends before a line of this shape.</summary>
    public bool Ends(LineShape shape, int segmentUnits)
    {
        if (shape.IsBlank)
            return !IsOpen;
        if (IsInsideItem(shape))
            return false;
        if (shape.Fence != '\0')
            return true;
        if (!IsOpen)
            return false;
        return shape.IsItem ? segmentUnits > MarkdownLimits.ListChunkUnits : _isAfterBlank && shape.Indent <= 3;
    }

    /// <summary>The number of the next item, if the shape is one of the same ordered list.</summary>
    public int? NumberOfNext(LineShape shape) => IsOpen && shape.IsOrdered && shape.Marker == _marker ? _first + _count : null;

    private static bool CanInterruptParagraph(LineShape shape) => !shape.IsEmptyItem && (!shape.IsOrdered || shape.Number == 1);

    private bool IsInsideItem(LineShape shape) => IsOpen && shape.Indent >= _contentIndent;

    private void Take(LineShape shape, int number)
    {
        if (!IsOpen || shape.Marker != _marker)
        {
            _marker = shape.Marker;
            _first = number;
            _count = 0;
        }
        _count++;
        _contentIndent = shape.ContentIndent;
    }
}
