using Markdig;
using Markdig.Parsers;

namespace BlazorChat.Core.Markdown;

/// <summary>What the parser has to know about the message around a segment. It travels in Markdig's own context.</summary>
/// <param name="Notes">The footnotes, where they are known.</param>
/// <param name="IsOpenText">The segment is still arriving.</param>
internal sealed record ParseContext(NoteNumbers? Notes = null, bool IsOpenText = false)
{
    private static readonly object Key = typeof(ParseContext);

    /// <summary>Nothing around it.</summary>
    public static ParseContext None { get; } = new();

    /// <summary>The footnotes of the message that is parsed.</summary>
    public static NoteNumbers? NotesOf(InlineProcessor processor) => Of(processor)?.Notes;

    /// <summary>True if the parsed text is still arriving.</summary>
    public static bool IsOpen(InlineProcessor processor) => Of(processor) is { IsOpenText: true };

    /// <summary>As Markdig takes it.</summary>
    public MarkdownParserContext ToMarkdig()
    {
        var context = new MarkdownParserContext();
        context.Properties[Key] = this;
        return context;
    }

    private static ParseContext? Of(InlineProcessor processor) => processor.Context?.Properties.TryGetValue(Key, out var value) == true ? (ParseContext)value : null;
}
