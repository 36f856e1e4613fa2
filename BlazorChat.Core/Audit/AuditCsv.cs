using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorChat.Core.Audit;

/// <summary>
/// Rows of the audit as CSV (RFC 4180): times in UTC as ISO 8601, words of the program and not of a language. A cell that a spreadsheet would
/// take for a formula begins with an apostrophe. https://owasp.org/www-community/attacks/CSV_Injection
/// </summary>
public static partial class AuditCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "time,actor_kind,actor,actor_id,action,subject,subject_id,address,details\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>One row with its end.</summary>
    public static string Line(AuditView row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var line = new StringBuilder();
        string?[] cells =
        [
            row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), KindOf(row), row.ActorName, row.ActorId?.ToString(),
            row.Action, row.SubjectName, row.SubjectId?.ToString(), row.Address, row.Details,
        ];
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(',');
            line.Append(Cell(cells[i] ?? ""));
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>One cell, quoted where it must be.</summary>
    internal static string Cell(string text)
    {
        if (text is ['\t' or '\r' or '\n', ..]) text = "'" + text;
        text = Formula().Replace(text, "$1$2'$3");
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    // Also where a spreadsheet takes a semicolon or a tab for the end of a cell. The full-width forms count as well where its language has them.
    [GeneratedRegex(@"(^|[;\t])(\s*)([=+\-@＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    private static string KindOf(AuditView row) => row.ActorKind switch
    {
        Security.ActorKind.User => "user",
        Security.ActorKind.Stranger => "stranger",
        Security.ActorKind.CommandLine => "command_line",
        _ => "server",
    };
}
