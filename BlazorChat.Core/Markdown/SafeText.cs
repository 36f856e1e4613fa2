using System.Text;

namespace BlazorChat.Core.Markdown;

/// <summary>Escapes text for HTML, and leaves out what no text needs.</summary>
internal static class SafeText
{
    /// <summary>Writes text; in names (link texts, titles) without the characters that turn the direction of reading.</summary>
    public static void Write(StringBuilder html, ReadOnlySpan<char> text, bool isName)
    {
        foreach (var unit in text)
        {
            switch (unit)
            {
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '&': html.Append("&amp;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                default:
                    if (!IsControl(unit) && !(isName && IsBidiControl(unit)))
                        html.Append(unit);
                    break;
            }
        }
    }

    public static bool IsBidiControl(char unit) =>
        unit is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsControl(char unit) => unit is (< ' ' and not '\t' and not '\n') or (>= '\u007F' and <= '\u009F');
}
