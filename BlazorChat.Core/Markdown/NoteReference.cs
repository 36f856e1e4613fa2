using Markdig.Syntax.Inlines;

namespace BlazorChat.Core.Markdown;

/// <summary>The number of a footnote, where the text refers to it.</summary>
internal sealed class NoteReference(int number) : LeafInline
{
    /// <summary>Counted from one, in the order of first references.</summary>
    public int Number => number;
}
