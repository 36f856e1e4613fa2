using System.Globalization;
using System.Text;

namespace BlazorChat.Core.Sessions;

/// <summary>Makes titles that fit one line of a list.</summary>
internal static class SessionTitle
{
    private const int MaxFromMessage = 80;

    /// <summary>The beginning of a first message, cut at a word, never inside a character that is made of several.</summary>
    public static string FromMessage(string text)
    {
        var line = Normalize(text.Length <= 2000 ? text : text[..2000]);
        if (!line.EnumerateRunes().Any(IsVisible)) return Session.DefaultTitle;
        var elements = new StringInfo(line);
        if (elements.LengthInTextElements <= MaxFromMessage && line.Length <= SessionStore.MaxTitleLength) return line;

        var cut = elements.SubstringByTextElements(0, Math.Min(MaxFromMessage, elements.LengthInTextElements));
        if (cut.Length >= SessionStore.MaxTitleLength) cut = Whole(cut[..(SessionStore.MaxTitleLength - 1)]);
        var space = cut.LastIndexOf(' ');
        return string.Concat(space > cut.Length / 2 ? cut.AsSpan(0, space) : cut, "…");
    }

    /// <summary>One line: white space is one space, control characters and direction overrides are gone.</summary>
    public static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
            }
            else if (!Rune.IsControl(rune) && !IsDirectionControl(rune.Value))
            {
                result.Append(rune.ToString());
            }
        }

        return result.ToString().TrimEnd();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned);

    // Embeddings, overrides and isolates would turn the rest of a list around; the marks U+200E and U+200F are harmless.
    private static bool IsDirectionControl(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string Whole(string text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
