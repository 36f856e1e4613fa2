using System.Text;

namespace BlazorChat.Core.Sessions;

/// <summary>Text that comes back from either database as it went in: no NUL, no lone surrogate. Everything else stays untouched.</summary>
internal static class StorableText
{
    /// <summary>Where the first unit stands that cannot be stored; -1 where there is none.</summary>
    public static int FindBad(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return i;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }

        return -1;
    }

    /// <summary>Puts U+FFFD in the place of each unit that cannot be stored; the length stays.</summary>
    public static string Clean(string text)
    {
        var bad = FindBad(text);
        if (bad < 0) return text;
        var result = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (; bad >= 0; bad = FindBad(rest))
        {
            result.Append(rest[..bad]).Append('\uFFFD');
            rest = rest[(bad + 1)..];
        }

        return result.Append(rest).ToString();
    }
}
