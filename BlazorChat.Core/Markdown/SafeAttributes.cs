using System.Globalization;
using AngleSharp.Dom;

namespace BlazorChat.Core.Markdown;

/// <summary>The few attributes of lists, cells and code, each written from a value that was understood.</summary>
internal static class SafeAttributes
{
    private const string LanguagePrefix = "language-";
    private const int MaxLanguageUnits = 32;

    public static string Of(IElement element) => element.LocalName switch
    {
        "ol" => Start(element) + Class(element, "contains-task-list"),
        "ul" => Class(element, "contains-task-list"),
        "li" => IsTaskItem(element) ? " class=\"task-list-item\"" : "",
        "code" => Language(element),
        "th" or "td" => Alignment(element),
        _ => "",
    };

    /// <summary>True for a checkbox that begins its list item.</summary>
    public static bool IsTask(IElement input)
    {
        var parent = input.Parent;
        if (parent is IElement { LocalName: "p" } paragraph && IsFirst(paragraph))
            return IsFirst(input) && paragraph.Parent is IElement { LocalName: "li" };
        return IsFirst(input) && parent is IElement { LocalName: "li" };
    }

    private static bool IsFirst(INode node)
    {
        var previous = node.PreviousSibling;
        return previous is null || (previous is IText { Data: var data } && string.IsNullOrWhiteSpace(data) && previous.PreviousSibling is null);
    }

    private static bool IsTaskItem(IElement item)
    {
        var first = item.FirstElementChild;
        if (first is { LocalName: "p" })
            first = first.FirstElementChild;
        return first is { LocalName: "input" } && IsTask(first);
    }

    private static string Start(IElement list) =>
        int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? $" start=\"{start}\"" : "";

    private static string Class(IElement element, string only) => element.ClassList.Contains(only) ? $" class=\"{only}\"" : "";

    private static string Language(IElement code)
    {
        var name = code.ClassName is { } names && names.StartsWith(LanguagePrefix, StringComparison.Ordinal) ? names[LanguagePrefix.Length..] : "";
        var isLanguage = name.Length is > 0 and <= MaxLanguageUnits && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '+' or '#' or '.' or '_');
        return isLanguage ? $" class=\"{LanguagePrefix}{name}\" data-language=\"{name}\"" : "";
    }

    private static string Alignment(IElement cell) => cell.GetAttribute("style") switch
    {
        "text-align: center;" => " class=\"align-center\"",
        "text-align: right;" => " class=\"align-right\"",
        "text-align: left;" => " class=\"align-left\"",
        _ => "",
    };
}
