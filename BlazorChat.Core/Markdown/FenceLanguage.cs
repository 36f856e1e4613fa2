using System.Globalization;

namespace BlazorChat.Core.Markdown;

/// <summary>The name of a language out of a fence's info string, short and without characters that do not show.</summary>
internal static class FenceLanguage
{
    private const int MaxUnits = 40;

    public static string Of(ReadOnlySpan<char> info)
    {
        info = info.Trim();
        var end = info.IndexOfAny(" \t{,");
        if (end >= 0)
            info = info[..end];
        if (info.Length > MaxUnits || info.ContainsAny("<>\"'&"))
            return "";
        foreach (var unit in info)
        {
            if (char.IsSurrogate(unit) || CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.Control or UnicodeCategory.Format)
                return "";
        }
        return info.ToString();
    }
}
