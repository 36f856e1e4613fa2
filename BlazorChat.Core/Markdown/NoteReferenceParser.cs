using Markdig.Helpers;
using Markdig.Parsers;

namespace BlazorChat.Core.Markdown;

/// <summary>Reads <c>[^label]</c> where the message has a footnote of that name. Others stay text.</summary>
internal sealed class NoteReferenceParser : InlineParser
{
    public NoteReferenceParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '^' || ParseContext.NotesOf(processor) is not { } notes)
            return false;
        var units = NoteLine.LabelUnits(slice.AsSpan());
        if (units == 0 || notes.NumberOf(slice.AsSpan().Slice(2, units).ToString()) is not { } number)
            return false;
        processor.Inline = new NoteReference(number) { IsClosed = true };
        slice.Start += units + 3;
        return true;
    }
}
