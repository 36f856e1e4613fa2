using System.Globalization;
using System.Text;

namespace BlazorChat.Core.Usage.Tokens;

/// <summary>
/// Cuts text into the pieces within which tokens are merged, as the pattern of <c>o200k_base</c> does. It is written by hand because .NET's
/// regular expressions see halves of surrogate pairs where the pattern means characters, and because this way each character is looked at
/// a few times at most, whatever the text.
/// </summary>
internal static class TextPieces
{
    [Flags]
    private enum Kinds : byte
    {
        Other = 0,
        Letter = 1,
        Number = 2,
        Space = 4,
        NewLine = 8,
        Upper = 16, // Lu, Lt, Lm, Lo and marks: what may begin a word.
        Lower = 32, // Ll, Lm, Lo and marks: what may end one.
    }

    /// <summary>The length of the piece at the beginning of a text that is not empty; at least 1.</summary>
    public static int Next(ReadOnlySpan<char> text)
    {
        // The alternatives of the pattern, in its order.
        if (Word(text) is > 0 and var word) return word;
        var first = KindAt(text, 0, out var size);
        if (first.HasFlag(Kinds.Number)) return RunOf(text, Kinds.Number, 0, 3);
        var punctuation = Punctuation(text, text[0] == ' ' ? 1 : 0);
        if (punctuation > 0) return punctuation;
        return first.HasFlag(Kinds.Space) ? White(text) : size;
    }

    /// <summary>A word with what may stand in front of it and an English contraction behind it; 0 where there is none.</summary>
    private static int Word(ReadOnlySpan<char> text)
    {
        var first = KindAt(text, 0, out var size);
        var mayLead = (first & (Kinds.Letter | Kinds.Number | Kinds.NewLine)) == 0;
        var end = mayLead ? MixedCase(text, size) : 0;
        if (end == 0) end = MixedCase(text, 0);
        if (end == 0 && mayLead) end = UpperCase(text, size);
        if (end == 0) end = UpperCase(text, 0);
        return end == 0 ? 0 : end + Contraction(text[end..]);
    }

    /// <summary>The end of <c>Upper* Lower+</c> from an index on; 0 where there is none.</summary>
    private static int MixedCase(ReadOnlySpan<char> text, int start)
    {
        var (at, endOfLast) = (start, 0);
        while (at < text.Length && KindAt(text, at, out var size) is var kind && kind.HasFlag(Kinds.Upper))
        {
            at += size;
            // What is both ends the match where nothing that is only lower follows the run.
            if (kind.HasFlag(Kinds.Lower)) endOfLast = at;
        }
        var end = RunOf(text, Kinds.Lower, at);
        return end > at ? end : endOfLast;
    }

    /// <summary>The end of <c>Upper+ Lower*</c> from an index on; 0 where there is none.</summary>
    private static int UpperCase(ReadOnlySpan<char> text, int start)
    {
        var end = RunOf(text, Kinds.Upper, start);
        return end > start ? RunOf(text, Kinds.Lower, end) : 0;
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '\'') return 0;
        var (first, second) = ((char)(text[1] | 0x20), text.Length > 2 ? (char)(text[2] | 0x20) : ' ');
        if (!char.IsAsciiLetter(text[1])) return 0;
        if (first is 's' or 't' or 'm' or 'd') return 2;
        var isTwo = text.Length > 2 && char.IsAsciiLetter(text[2]) && (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l');
        return isTwo ? 3 : 0;
    }

    /// <summary>Neither white space nor letters nor numbers, and the line ends behind them; 0 where there is none.</summary>
    private static int Punctuation(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length && (KindAt(text, at, out var size) & (Kinds.Space | Kinds.Letter | Kinds.Number)) == 0) at += size;
        if (at == start) return 0;
        while (at < text.Length && text[at] is '\r' or '\n' or '/') at++;
        return at;
    }

    /// <summary>Up to the last line end; without one all but the last, which leads the next word; and all at the end of the text.</summary>
    private static int White(ReadOnlySpan<char> text)
    {
        var (at, endOfLine) = (0, 0);
        while (at < text.Length && KindAt(text, at, out _) is var kind && kind.HasFlag(Kinds.Space))
        {
            at++;
            if (kind.HasFlag(Kinds.NewLine)) endOfLine = at;
        }
        if (endOfLine > 0) return endOfLine;
        return at < text.Length && at > 1 ? at - 1 : at;
    }

    private static int RunOf(ReadOnlySpan<char> text, Kinds kind, int start, int most = int.MaxValue)
    {
        var at = start;
        for (; most > 0 && at < text.Length && KindAt(text, at, out var size).HasFlag(kind); most--) at += size;
        return at;
    }

    private static Kinds KindAt(ReadOnlySpan<char> text, int index, out int size)
    {
        size = 1;
        if (index >= text.Length) return Kinds.Other;
        var character = text[index];
        if (char.IsAsciiLetterLower(character)) return Kinds.Letter | Kinds.Lower;
        if (character is '\r' or '\n') return Kinds.Space | Kinds.NewLine;
        if (char.IsWhiteSpace(character)) return Kinds.Space;
        if (!char.IsHighSurrogate(character) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
            return KindOf(CharUnicodeInfo.GetUnicodeCategory(character));
        size = 2;
        return KindOf(Rune.GetUnicodeCategory(new Rune(character, text[index + 1])));
    }

    private static Kinds KindOf(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Kinds.Letter | Kinds.Upper,
        UnicodeCategory.LowercaseLetter => Kinds.Letter | Kinds.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kinds.Letter | Kinds.Upper | Kinds.Lower,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kinds.Upper | Kinds.Lower,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kinds.Number,
        _ => Kinds.Other,
    };
}
