using System.Text.RegularExpressions;

namespace BlazorChat.Tests.Architecture;

/// <summary>What no line of the product may say, and where it may. Comments do not count.</summary>
internal static partial class ForbiddenText
{
    private static readonly Rule[] Rules =
    [
        new(RawMarkup(), "raw markup comes from Components/Markdown only", file => file.IsUnder("BlazorChat.Web") && !file.IsUnder("BlazorChat.Web/Components/Markdown")),
        new(BackgroundTask(), "a task in a component has an owner that awaits it", file => file.IsUnder("BlazorChat.Web/Components")),
        new(AsyncVoid(), "nobody can await it, and its exception ends the process", IsProduct),
        new(WallClock(), "time comes from TimeProvider", IsProduct),
    ];

    public static IEnumerable<string> Check(SourceFile file)
    {
        var rules = Rules.Where(rule => rule.AppliesTo(file)).ToList();
        if (rules.Count == 0 || file.Is(".js") || file.Is(".mjs")) yield break;
        var lines = Comments().Replace(file.Text, comment => new string('\n', comment.Value.Count(letter => letter == '\n'))).Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            foreach (var rule in rules.Where(rule => rule.Pattern.IsMatch(lines[index])))
            {
                yield return $"{file.Path}:{index + 1}: {lines[index].Trim()}: {rule.Reason}.";
            }
        }
    }

    private static bool IsProduct(SourceFile file) => !file.IsUnder("BlazorChat.Tests");

    // The two slashes of an address are no comment.
    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/|@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bMarkupString\b|\bAddMarkupContent\b")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\bTask\s*\.\s*Run\s*\(|\bTask\.Factory\.StartNew\b")]
    private static partial Regex BackgroundTask();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?Now\b|\bDateTime\s*\.\s*Today\b")]
    private static partial Regex WallClock();

    private sealed record Rule(Regex Pattern, string Reason, Func<SourceFile, bool> AppliesTo);
}
