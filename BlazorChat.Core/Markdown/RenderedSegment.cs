using Markdig.Syntax;

namespace BlazorChat.Core.Markdown;

/// <summary>A segment on its way to the page.</summary>
internal sealed class RenderedSegment(Segment segment, ParseContext context, string definitions)
{
    /// <summary>The source.</summary>
    public Segment Segment => segment;

    /// <summary>What is around it.</summary>
    public ParseContext Context => context;

    /// <summary>Link references that it uses, as source.</summary>
    public string Definitions => definitions;

    /// <summary>What the parser made of it; null before, where it failed, and when it is not needed any more.</summary>
    public MarkdownDocument? Document { get; set; }

    /// <summary>It could not be rendered.</summary>
    public bool IsFailed { get; set; }

    /// <summary>An item with paragraphs, because there are blank lines in the list (CommonMark 5.3).</summary>
    public bool IsLoose { get; set; }

    /// <summary>There is something behind the item that does not belong to the list.</summary>
    public bool HasRest { get; set; }

    /// <summary>What may be shown.</summary>
    public SafePiece? Safe { get; set; }
}
