namespace BlazorChat.Core.Markdown;

/// <summary>The line of dashes under a table's head (GFM 4.10).</summary>
internal static class TableRule
{
    private const string Units = "|:- \t";

    public static bool Is(ReadOnlySpan<char> line)
    {
        if (!MayBecome(line) || !line.Contains('|') || line.Length >= MarkdownLimits.LineLookUnits)
            return false;
        line = line.Trim([' ', '\t']);
        line = line.StartsWith('|') ? line[1..] : line;
        line = line.EndsWith('|') ? line[..^1] : line;
        foreach (var cell in line.Split('|'))
        {
            if (!IsCell(line[cell].Trim([' ', '\t'])))
                return false;
        }
        return true;
    }

    /// <summary>True if a line that begins like this may still be one.</summary>
    public static bool MayBecome(ReadOnlySpan<char> begun) => !begun.ContainsAnyExcept(Units);

    private static bool IsCell(ReadOnlySpan<char> cell)
    {
        cell = cell.StartsWith(':') ? cell[1..] : cell;
        cell = cell.EndsWith(':') ? cell[..^1] : cell;
        return !cell.IsEmpty && !cell.ContainsAnyExcept('-');
    }
}
