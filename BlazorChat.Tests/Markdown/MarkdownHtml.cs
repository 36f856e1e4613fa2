using System.Globalization;
using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

/// <summary>The HTML that a page makes of a block.</summary>
internal static class MarkdownHtml
{
    public static string Of(MarkdownBlock block) => block switch
    {
        HtmlBlock html => html.Html,
        ListBlock list => Of(list),
        TableBlock { Pieces.Count: 0, Rest: "", Open: "" } table => $"<div class=\"table-scroll\" tabindex=\"0\"><table>\n{table.Head}\n</table></div>",
        TableBlock table => $"<div class=\"table-scroll\" tabindex=\"0\"><table>\n{table.Head}\n<tbody>\n{table.Html()}</tbody>\n</table></div>",
        FootnotesBlock notes => $"<ol>{string.Concat(notes.Notes.Select(note => $"<li>{note}</li>"))}</ol>",
        _ => "",
    };

    private static string Of(ListBlock list)
    {
        var name = list.Start is null ? "ul" : "ol";
        var start = list.Start is null or 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" start=\"{list.Start}\"");
        var tasks = list.IsTaskList ? " class=\"contains-task-list\"" : "";
        return $"<{name}{start}{tasks}>\n{list.Html()}</{name}>";
    }
}
