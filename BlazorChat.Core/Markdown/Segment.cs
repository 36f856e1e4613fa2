namespace BlazorChat.Core.Markdown;

/// <summary>What a segment of a message is made of.</summary>
internal enum SegmentKind
{
    /// <summary>Between two segments.</summary>
    None,

    /// <summary>Markdown to be parsed on its own.</summary>
    Text,

    /// <summary>Code between fences.</summary>
    Fenced,

    /// <summary>Code by indentation.</summary>
    Indented,

    /// <summary>A part of a block that is too long to be parsed.</summary>
    Plain,
}

/// <summary>A piece of a message that stands for itself.</summary>
/// <param name="Kind">Text, code or plain.</param>
/// <param name="Text">Markdown source, or the code alone.</param>
/// <param name="Language">The first word of a fence.</param>
/// <param name="ListStart">The number that the first item must have, where the segment continues a long ordered list.</param>
internal readonly record struct Segment(SegmentKind Kind, string Text, string Language = "", int? ListStart = null);
