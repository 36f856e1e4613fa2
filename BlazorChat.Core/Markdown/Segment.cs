namespace BlazorChat.Core.Markdown;

/// <summary>What a segment of a message is made of.</summary>
internal enum SegmentKind
{
    /// <summary>Between two segments.</summary>
    None,

    /// <summary>Markdown to be parsed on its own.</summary>
    Text,

    /// <summary>A formula of several lines, until it is closed: then it is <see cref="Text"/>.</summary>
    Math,

    /// <summary>An item of a top-level list. Items that follow each other are one list.</summary>
    Item,

    /// <summary>The first two lines of a table.</summary>
    TableHead,

    /// <summary>A row of the table whose head came before.</summary>
    Row,

    /// <summary>A footnote's text.</summary>
    Note,

    /// <summary>Says that the list or table before it has ended; holds nothing.</summary>
    GroupEnd,

    /// <summary>Code between fences.</summary>
    Fenced,

    /// <summary>Code by indentation.</summary>
    Indented,

    /// <summary>A part of a block that is too long to be parsed.</summary>
    Plain,
}

/// <summary>A piece of a message that stands for itself, or for a part of a list or a table.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Markdown source, or the code alone.</param>
/// <param name="Language">The first word of a fence.</param>
/// <param name="Head">The first two lines of the table that a row belongs to.</param>
/// <param name="Number">The number that is written before an ordered item; null if it is not ordered.</param>
/// <param name="IsAfterBlank">There is a blank line between this item and the one before it.</param>
internal readonly record struct Segment(SegmentKind Kind, string Text, string Language = "", string Head = "", int? Number = null, bool IsAfterBlank = false)
{
    /// <summary>True for a part of a list or a table.</summary>
    public bool IsInGroup => Kind is SegmentKind.Item or SegmentKind.TableHead or SegmentKind.Row;

    /// <summary>True if it is read by the parser.</summary>
    public bool IsMarkdown => IsInGroup || Kind is SegmentKind.Text or SegmentKind.Note;

    /// <summary>What the parser is given.</summary>
    public string Source => Kind switch
    {
        SegmentKind.Row => Head + (Text.Contains('|', StringComparison.Ordinal) ? Text.TrimStart() : "|" + Text.TrimStart()),
        _ => Text,
    };
}
