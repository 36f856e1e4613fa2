namespace BlazorChat.Core.Markdown;

/// <summary>What a splitter has to know of a top-level list to tell where an item ends and whether the next belongs to it (CommonMark 5.2 and 5.3).</summary>
internal sealed class ListState
{
    private int _contentIndent;
    private char _marker;

    /// <summary>The last line was blank.</summary>
    public bool IsAfterBlank { get; private set; }

    /// <summary>Begins an item.</summary>
    public void Begin(LineShape shape)
    {
        _marker = shape.Marker;
        _contentIndent = shape.ContentIndent;
        IsAfterBlank = false;
    }

    /// <summary>Adds a line to the item.</summary>
    public void Continue(LineShape shape) => IsAfterBlank = shape.IsBlank;

    /// <summary>True if the item ends before a line of this shape.</summary>
    public bool Ends(LineShape shape)
    {
        if (shape.IsBlank || shape.Indent >= _contentIndent)
            return false;
        return shape.IsItem || shape.IsBreak || shape.IsQuote || shape.Interrupts || (IsAfterBlank && shape.Indent <= 3);
    }

    /// <summary>True if the shape is that of another item of the same list.</summary>
    public bool IsNext(LineShape shape) => shape.IsItem && shape.Marker == _marker;

    /// <summary>True if an item of this shape ends a paragraph before it.</summary>
    public static bool CanInterruptParagraph(LineShape shape) => shape.IsItem && !shape.IsEmptyItem && (!shape.IsOrdered || shape.Number == 1);
}
