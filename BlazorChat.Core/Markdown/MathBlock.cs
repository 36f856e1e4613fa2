using Markdig.Parsers;
using Markdig.Syntax;

namespace BlazorChat.Core.Markdown;

/// <summary>A formula of several lines.</summary>
internal sealed class MathBlock(BlockParser parser, string opening, string close) : LeafBlock(parser)
{
    /// <summary>Its first line.</summary>
    public string Opening => opening;

    /// <summary>What closes it.</summary>
    public string Close => close;

    /// <summary>It was closed; else it is text.</summary>
    public bool IsClosedByItself { get; set; }

    /// <summary>A punctuation mark behind it.</summary>
    public string Behind { get; set; } = "";
}
