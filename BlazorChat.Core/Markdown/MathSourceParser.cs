using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Keeps formulas (<c>\(…\)</c>, <c>\[…\]</c>, <c>$$…$$</c>) as they were written, so that Markdown takes neither their backslashes nor
/// their underscores. A single dollar begins nothing: it is a price.
/// </summary>
internal sealed class MathSourceParser : InlineParser
{
    private const int MaxUnits = 2_000;

    public MathSourceParser() => OpeningCharacters = ['\\', '$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var close = (slice.CurrentChar, slice.PeekChar()) switch
        {
            ('\\', '(') => "\\)",
            ('\\', '[') => "\\]",
            ('$', '$') => "$$",
            _ => null,
        };
        if (close is null || slice.PeekCharExtra(-1) == slice.CurrentChar)
            return false;
        var inside = slice.AsSpan()[2..];
        var length = inside[..Math.Min(inside.Length, MaxUnits)].IndexOf(close, StringComparison.Ordinal);
        if (length <= 0)
            return false;
        var end = slice.Start + length + 3;
        var position = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new LiteralInline
        {
            Content = new StringSlice(slice.Text, slice.Start, end),
            Span = new Markdig.Syntax.SourceSpan(position, position + length + 3),
            Line = line,
            Column = column,
            IsClosed = true,
        };
        slice.Start = end + 1;
        return true;
    }
}
