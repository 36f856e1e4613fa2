namespace BlazorChat.Core.Markdown;

/// <summary>
/// A list or a table, in pieces, so that a page that keeps what it has shown is sent only what is new. Made of what the sanitizer made,
/// so that it may be put on a page as it is.
/// </summary>
public abstract record PiecedBlock : MarkdownBlock
{
    private protected PiecedBlock(PieceContent content) => (Pieces, Rest, Open, Tail) = (content.Pieces, content.Rest, content.Open, content.Tail);

    /// <summary>Whole items or rows that will not change any more, with one exception: a list that turns out to be loose begins anew.</summary>
    public HtmlPieces Pieces { get; }

    /// <summary>Whole items or rows behind them that do not make a piece yet.</summary>
    public string Rest { get; }

    /// <summary>The item or row at the end that may still change. Empty in every closed block.</summary>
    public string Open { get; }

    /// <summary>Text behind <see cref="Open"/> that is not parsed yet, as in <see cref="HtmlBlock.Tail"/>.</summary>
    public string Tail { get; }

    /// <summary>All items or rows.</summary>
    public string Html() => string.Concat(Pieces) + Rest + Open;
}

/// <summary>A top-level list. Its pieces hold <c>li</c> elements.</summary>
public sealed record ListBlock : PiecedBlock
{
    internal ListBlock(int? start, bool isTaskList, PieceContent content)
        : base(content) => (Start, IsTaskList) = (start, isTaskList);

    /// <summary>The number of the first item; null for a list without numbers.</summary>
    public int? Start { get; }

    /// <summary>There are boxes to tick in it.</summary>
    public bool IsTaskList { get; }
}

/// <summary>A top-level table. Its pieces hold <c>tr</c> elements.</summary>
public sealed record TableBlock : PiecedBlock
{
    internal TableBlock(string head, PieceContent content)
        : base(content) => Head = head;

    /// <summary>The <c>thead</c> element.</summary>
    public string Head { get; }
}

/// <summary>What makes a list or a table.</summary>
internal readonly record struct PieceContent(HtmlPieces Pieces, string Rest, string Open = "", string Tail = "");
