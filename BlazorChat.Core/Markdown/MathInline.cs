using Markdig.Syntax.Inlines;

namespace BlazorChat.Core.Markdown;

/// <summary>A formula inside text.</summary>
internal sealed class MathInline(string source, bool isDisplay) : LeafInline
{
    /// <summary>TeX, without what encloses it.</summary>
    public string Source => source;

    /// <summary>It is to stand on lines of its own.</summary>
    public bool IsDisplay => isDisplay;
}
