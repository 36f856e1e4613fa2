using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Reads formulas inside text (<c>\(…\)</c>, <c>\[…\]</c>, <c>$$…$$</c>), so that Markdown takes neither their backslashes nor their
/// underscores. A single dollar begins nothing: it is a price. In text that is still arriving, one that has not closed yet stays source.
/// </summary>
internal sealed class MathInlineParser : InlineParser
{
    private const int MaxUnits = 2_000;
    private const int MaxOpenUnits = 400;

    public MathInlineParser() => OpeningCharacters = ['\\', '$'];

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
        var length = CloseIn(inside[..Math.Min(inside.Length, MaxUnits)], close);
        if (length < 0)
            return ParseContext.IsOpen(processor) && inside.Length <= MaxOpenUnits && !inside.Contains('|') && Take(processor, ref slice, inside.Length + 2, new LiteralInline(slice.AsSpan().ToString()));
        if (inside[..length].IsWhiteSpace())
            return false;
        var isDisplay = close == "\\]" || (close == "$$" && IsAlone(slice, length + 4));
        return Take(processor, ref slice, length + 4, new MathInline(inside[..length].ToString(), isDisplay));
    }

    private static bool Take(InlineProcessor processor, ref StringSlice slice, int units, LeafInline inline)
    {
        var position = processor.GetSourcePosition(slice.Start, out var line, out var column);
        inline.Span = new SourceSpan(position, position + units - 1);
        inline.Line = line;
        inline.Column = column;
        inline.IsClosed = true;
        processor.Inline = inline;
        slice.Start += units;
        return true;
    }

    private static int CloseIn(ReadOnlySpan<char> text, string close)
    {
        for (var from = 0; ;)
        {
            var found = text[from..].IndexOf(close, StringComparison.Ordinal);
            if (found < 0)
                return -1;
            var escapes = text[..(from + found)];
            if ((escapes.Length - escapes.TrimEnd('\\').Length) % 2 == 0)
                return from + found;
            from += found + 1;
        }
    }

    /// <summary>True if nothing else stands on the lines where it begins and ends.</summary>
    private static bool IsAlone(StringSlice slice, int units)
    {
        var before = slice.Text.AsSpan(0, slice.Start).TrimEnd(' ');
        var after = slice.AsSpan()[units..].TrimStart(' ');
        return (before.IsEmpty || before[^1] == '\n') && (after.IsEmpty || after[0] == '\n');
    }
}
