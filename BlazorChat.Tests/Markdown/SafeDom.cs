using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BlazorChat.Core.Markdown;

namespace BlazorChat.Tests.Markdown;

/// <summary>Reads rendered blocks as a browser would and fails on anything that is not on this list, which is written anew here on purpose.</summary>
internal static class SafeDom
{
    private static readonly HtmlParser Parser = new();

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["p"] = [], ["br"] = [], ["hr"] = [], ["h1"] = [], ["h2"] = [], ["h3"] = [], ["h4"] = [], ["h5"] = [], ["h6"] = [],
        ["blockquote"] = [], ["strong"] = [], ["em"] = [], ["del"] = [], ["bdi"] = [], ["thead"] = [], ["tbody"] = [], ["tr"] = [], ["table"] = [],
        ["ul"] = ["class"], ["ol"] = ["class", "start"], ["li"] = ["class"], ["code"] = ["class", "data-language"], ["th"] = ["class"], ["td"] = ["class"],
        ["pre"] = ["tabindex"], ["div"] = ["class", "tabindex"], ["a"] = ["href", "title", "rel", "target"], ["img"] = ["src", "alt", "loading"],
        ["input"] = ["type", "disabled", "checked", "aria-label"], ["math-tex"] = ["data-display"], ["sup"] = [], ["fn-ref"] = ["data-note", "role", "tabindex"],
    };

    private static readonly string[] Classes = ["table-scroll", "contains-task-list", "task-list-item", "align-left", "align-center", "align-right"];

    /// <summary>All of the HTML in the blocks, parsed and checked.</summary>
    public static IElement Check(IEnumerable<MarkdownBlock> blocks)
    {
        var html = string.Concat(blocks.Select(MarkdownHtml.Of));
        var body = Parser.ParseDocument("<!DOCTYPE html><html><head></head><body>" + html + "</body></html>").Body!;
        Assert.Empty(body.Attributes);
        Assert.Empty(body.Owner!.Head!.ChildNodes);
        foreach (var node in body.Descendants())
        {
            if (node is IElement element)
                CheckElement(element);
            else
                Assert.Equal(NodeType.Text, node.NodeType);
        }
        return body;
    }

    private static void CheckElement(IElement element)
    {
        Assert.True(Allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> is not allowed.");
        Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
        foreach (var attribute in element.Attributes)
            Assert.True(attributes.Contains(attribute.Name), $"<{element.LocalName} {attribute.Name}=\"{attribute.Value}\"> is not allowed.");
        if (element.GetAttribute("class") is { } name)
            Assert.True(Classes.Contains(name) || (element.LocalName == "code" && name.StartsWith("language-", StringComparison.Ordinal)), name);
        if (element.LocalName == "math-tex")
            Assert.True(element.Children.Length == 0 && element.GetAttribute("data-display") is null or "block", element.OuterHtml);
        if (element.LocalName == "fn-ref")
            Assert.Matches("^[1-9][0-9]*$", element.GetAttribute("data-note"));
        if (element.GetAttribute("data-language") is { } language)
            Assert.Matches("^[A-Za-z0-9+#._-]{1,32}$", language);
        if (element.LocalName == "a")
            CheckLink(element);
        if (element.LocalName == "img")
            CheckImage(element.GetAttribute("src")!);
        if (element.LocalName == "input")
            Assert.True(element.GetAttribute("type") == "checkbox" && element.HasAttribute("disabled") && element.HasAttribute("aria-label"));
    }

    private static void CheckLink(IElement link)
    {
        var href = link.GetAttribute("href")!;
        Assert.Matches(@"^(https?://[a-z0-9._\-\[\]:]+/[!-~]*|mailto:[!-~]+@[!-~]+)$", href);
        Assert.DoesNotContain('\\', href);
        Assert.Equal("noopener noreferrer nofollow", link.GetAttribute("rel"));
        Assert.Equal("_blank", link.GetAttribute("target"));
        var host = href.StartsWith("mailto:", StringComparison.Ordinal) ? href["mailto:".Length..] : new Uri(href).IdnHost;
        Assert.StartsWith(host, link.GetAttribute("title"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]", link.TextContent + link.GetAttribute("title"));
    }

    private static void CheckImage(string source) =>
        Assert.Matches(@"^(/$|/[!-.0-~][!-~]*|data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+)$", source.Contains('\\') ? "a backslash" : source);
}
