namespace BlazorChat.Core.Markdown;

/// <summary>
/// The footnotes of a message, its last block. Where the text refers to the first of them there is an element <c>fn-ref</c> with
/// <c>data-note="1"</c>. Nothing has an id, so that messages on one page cannot be mixed up.
/// </summary>
public sealed record FootnotesBlock : MarkdownBlock
{
    internal FootnotesBlock(HtmlPieces notes) => Notes = notes;

    /// <summary>Safe HTML of each, in the order of their numbers from one.</summary>
    public HtmlPieces Notes { get; }
}
