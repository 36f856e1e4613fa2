using System.Globalization;
using System.Text;

namespace BlazorChat.Core.Audit;

/// <summary>
/// Makes text of strangers harmless where the audit keeps or shows it: a name that somebody chose must not look like another row, move a
/// terminal's cursor or turn the direction of what stands beside it.
/// </summary>
internal static class AuditText
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';

    /// <summary>Cuts to what a column takes and replaces what no database can store: NUL, and halves of characters.</summary>
    public static string Storable(string? text, int maxLength = AuditEntry.MaxTextLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var length = Math.Min(text.Length, maxLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
        var kept = new StringBuilder(length);
        foreach (var rune in text.AsSpan(0, length).EnumerateRunes())
        {
            if (rune.Value == 0) kept.Append(ControlPictures);
            else kept.Append(rune.ToString()); // A lone surrogate comes as U+FFFD.
        }

        return kept.ToString();
    }

    /// <summary>The text with every control and format character as a sign that can be seen: ␊ for a line feed, ⟨202E⟩ for a turn of direction.</summary>
    public static string Readable(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text ?? "";
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < ' ') shown.Append((char)(ControlPictures + rune.Value));
            else if (rune.Value == 0x7F) shown.Append(DeletePicture);
            else if (IsSeen(rune)) shown.Append(rune.ToString());
            else shown.Append(CultureInfo.InvariantCulture, $"⟨{rune.Value:X4}⟩");
        }

        return shown.ToString();
    }

    // Joiners stay: scripts and emoji are written with them, and they move nothing.
    private static bool IsSeen(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
