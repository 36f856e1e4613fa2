namespace BlazorChat.Core.Markdown;

/// <summary>Lines that open and close a formula of several lines: <c>$$</c> or <c>\[</c> alone on its line, up to a line that ends with its counterpart.</summary>
internal static class MathLine
{
    private const string Dollars = "$$";
    private const string Bracket = "\\]";

    /// <summary>What closes a formula that this line opens; null if it opens none.</summary>
    public static string? CloseOf(ReadOnlySpan<char> line) => line.TrimEnd([' ', '\t']) switch
    {
        "$$" => Dollars,
        "\\[" => Bracket,
        _ => null,
    };

    /// <summary>True if a line that begins like this may still open a formula, or has only just done so.</summary>
    public static bool MayBecomeOpening(ReadOnlySpan<char> begun) => begun.Length == 1 || CloseOf(begun) is not null;

    /// <summary>Where the formula ends in a line that closes it, else -1: at the end of the line, or at its beginning with no more than a punctuation mark behind.</summary>
    public static int EndIn(ReadOnlySpan<char> line, string close)
    {
        var trimmed = line.TrimEnd([' ', '\t', '\n']);
        if (trimmed.EndsWith(close, StringComparison.Ordinal))
            return trimmed.Length - close.Length;
        var start = trimmed.Length - trimmed.TrimStart([' ', '\t']).Length;
        return trimmed.Length == start + close.Length + 1 && trimmed[start..].StartsWith(close, StringComparison.Ordinal) && char.IsPunctuation(trimmed[^1]) ? start : -1;
    }
}
