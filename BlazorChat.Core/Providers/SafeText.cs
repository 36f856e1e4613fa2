using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace BlazorChat.Core.Providers;

/// <summary>Makes words that came from outside fit to be shown and logged: without keys, on one line, short.</summary>
internal static partial class SafeText
{
    /// <summary>The longest text that <see cref="Clean"/> gives.</summary>
    public const int MaxLength = 500;

    private const string Mask = "***";

    // A header may have a value such as 1 or true, which is no secret and stands in every text.
    private const int LeastSecret = 6;

    /// <summary>Masks the secrets and what looks like a key, turns control characters to spaces and cuts at 500 characters.</summary>
    public static string Clean(string text, IEnumerable<string> secrets)
    {
        // Masked before cut: a key must not lose the end by which it is recognised.
        foreach (var secret in secrets.Where(secret => secret.Length >= LeastSecret)) text = Hide(text, secret);
        var line = OneLine(KeyLike().Replace(text, Mask));
        return Cut(line, MaxLength);
    }

    /// <summary>The text up to a number of UTF-16 units, without half a surrogate pair, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static string Hide(string text, string secret) => text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)
        .Replace(Uri.EscapeDataString(secret), Mask, StringComparison.OrdinalIgnoreCase)
        .Replace(JavaScriptEncoder.Default.Encode(secret), Mask, StringComparison.OrdinalIgnoreCase);

    /// <summary>The beginning of the text on one line, without control and format characters.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, 4 * MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > 2 * MaxLength) break;
            // Format characters turn the direction of text round or hide it.
            var hidden = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format || Rune.IsWhiteSpace(rune);
            if (!hidden) line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }

    [GeneratedRegex(@"(?:\b(?:sk|rk|pk|gsk|xai|r8|hf)[-_][A-Za-z0-9_\-]{8,}|\bBearer\s+[^\s""',;]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex KeyLike();
}
