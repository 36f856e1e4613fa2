using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// The last step of rendering, and the only maker of <see cref="HtmlBlock"/>: reads HTML as a browser would and writes the allowed part
/// of it anew. An element that is not named here is left out with all it holds; no attribute is copied that is not checked here.
/// </summary>
internal sealed class SafeHtmlWriter
{
    private const int MaxDepth = 200;

    private static readonly ThreadLocal<HtmlParser> Parser = new(() => new HtmlParser());

    private readonly StringBuilder _html = new();
    private int _depth;
    private bool _isInLink;

    private SafeHtmlWriter()
    {
    }

    /// <summary>
    /// Sanitizes HTML from any source, and takes from it what the segment is: all, the items of a list, the head or the rows of a table.
    /// Throws <see cref="InvalidOperationException"/> where that is missing or elements nest too deeply.
    /// </summary>
    public static SafePiece Sanitize(string untrusted, SegmentKind kind = SegmentKind.Text)
    {
        using var document = Parser.Value!.ParseDocument(untrusted);
        return Write(document.Body!, kind);
    }

    /// <summary>
    /// Sanitizes several pieces at once. Throws <see cref="InvalidOperationException"/> if they do not stay apart when read as one, or
    /// as for one alone.
    /// </summary>
    public static IReadOnlyList<SafePiece> Sanitize(IReadOnlyList<(string Html, SegmentKind Kind)> untrusted)
    {
        using var document = Parser.Value!.ParseDocument($"<section>{string.Join("</section><section>", untrusted.Select(piece => piece.Html))}</section>");
        var pieces = document.Body!.ChildNodes;
        if (untrusted.Count > 0 && (pieces.Length != untrusted.Count || pieces.Any(piece => piece is not IElement { LocalName: "section" })))
            throw new InvalidOperationException("The pieces do not stay apart.");
        return untrusted.Select((piece, index) => Write(pieces[index], piece.Kind)).ToList();
    }

    /// <summary>Text as a paragraph.</summary>
    public static HtmlBlock Paragraph(string text) => new(Escaped("<p>", text.Trim('\n'), "</p>"));

    /// <summary>What stands in for a segment that cannot be rendered: its source as text, where it needs elements around it.</summary>
    public static SafePiece Fallback(Segment segment) => new(segment.Kind switch
    {
        SegmentKind.Item => Escaped("<li>", segment.Text.Trim('\n'), "</li>\n"),
        SegmentKind.TableHead => Escaped("<thead>\n<tr>\n<th>", segment.Text.Trim('\n'), "</th>\n</tr>\n</thead>"),
        SegmentKind.Row => Escaped("<tr>\n<td>", segment.Text.Trim('\n'), "</td>\n</tr>\n"),
        _ => "",
    });

    private static string Escaped(string before, string text, string after)
    {
        var html = new StringBuilder(before);
        SafeText.Write(html, WellFormedText.Of(text), isName: false);
        return html.Append(after).ToString();
    }

    private static SafePiece Write(INode parent, SegmentKind kind) => kind switch
    {
        SegmentKind.Item => new SafePiece(Html(Child(parent, "ul", "ol").Children, "\n"), Html(parent.ChildNodes.SkipWhile(node => node is not IElement).Skip(1)).Trim('\n')),
        SegmentKind.TableHead => new SafePiece(Html([Child(Child(parent, "table"), "thead")])),
        SegmentKind.Row => new SafePiece(Html(Child(Child(parent, "table"), "tbody").Children, "\n")),
        _ => new SafePiece(Html(parent.ChildNodes).Trim('\n')),
    };

    private static IElement Child(INode parent, params ReadOnlySpan<string> names)
    {
        foreach (var child in parent.ChildNodes.OfType<IElement>())
        {
            if (names.Contains(child.LocalName))
                return child;
            if (child.LocalName != "thead")
                break;
        }
        throw new InvalidOperationException("The segment is not what it seemed to be.");
    }

    private static string Html(IEnumerable<INode> nodes, string after = "")
    {
        var writer = new SafeHtmlWriter();
        foreach (var node in nodes)
        {
            writer.WriteNode(node);
            writer._html.Append(after);
        }
        return WellFormedText.Of(writer._html.ToString());
    }

    private void WriteChildren(INode parent)
    {
        if (++_depth > MaxDepth)
            throw new InvalidOperationException("The elements nest too deeply to be shown.");
        foreach (var node in parent.ChildNodes)
            WriteNode(node);
        _depth--;
    }

    private void WriteNode(INode node)
    {
        if (node is IText text)
            SafeText.Write(_html, text.Data, _isInLink);
        else if (node is IElement element && element.NamespaceUri == NamespaceNames.HtmlUri)
            WriteElement(element);
    }

    private void WriteElement(IElement element)
    {
        switch (element.LocalName)
        {
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "strong" or "em" or "del" or "thead" or "tbody" or "tr":
                WriteWith(element, "");
                break;
            case "br" or "hr":
                _html.Append('<').Append(element.LocalName).Append('>');
                break;
            case "pre":
                WriteWith(element, " tabindex=\"0\"");
                break;
            case "table":
                _html.Append("<div class=\"table-scroll\" tabindex=\"0\">");
                WriteWith(element, "");
                _html.Append("</div>");
                break;
            case "ul" or "ol" or "li" or "code" or "th" or "td":
                WriteWith(element, SafeAttributes.Of(element));
                break;
            case "math-tex":
                _html.Append(element.GetAttribute("data-display") == "block" ? "<math-tex data-display=\"block\">" : "<math-tex>");
                SafeText.Write(_html, element.TextContent, _isInLink);
                _html.Append("</math-tex>");
                break;
            case "fn-ref":
                WriteNoteReference(element);
                break;
            case "a":
                WriteLink(element);
                break;
            case "img":
                WriteImage(element);
                break;
            case "input":
                WriteTask(element);
                break;
        }
    }

    private void WriteWith(IElement element, string attributes)
    {
        _html.Append('<').Append(element.LocalName).Append(attributes).Append('>');
        // A browser drops the first line end of a pre, so that one which belongs to the text needs another before it.
        if (element.LocalName == "pre" && element.TextContent.StartsWith('\n'))
            _html.Append('\n');
        WriteChildren(element);
        _html.Append("</").Append(element.LocalName).Append('>');
    }

    private void WriteLink(IElement element)
    {
        var target = _isInLink ? null : LinkTarget.Read(element.GetAttribute("href"));
        if (target is null)
        {
            WriteChildren(element);
            return;
        }
        OpenLink(target, element.GetAttribute("title"));
        WriteChildren(element);
        CloseLink(target, LinkDisguise.Hides(element.TextContent, target));
    }

    private void OpenLink(LinkTarget target, string? title)
    {
        _html.Append("<a href=\"");
        SafeText.Write(_html, target.Href, isName: true);
        _html.Append("\" title=\"");
        SafeText.Write(_html, string.IsNullOrWhiteSpace(title) ? target.Host : $"{target.Host} – {title}", isName: true);
        _html.Append("\" rel=\"noopener noreferrer nofollow\" target=\"_blank\"><bdi>");
        _isInLink = true;
    }

    private void CloseLink(LinkTarget target, bool showsHost)
    {
        _isInLink = false;
        _html.Append("</bdi>");
        if (showsHost)
        {
            _html.Append(" (");
            SafeText.Write(_html, target.Host, isName: true);
            _html.Append(')');
        }
        _html.Append("</a>");
    }

    private void WriteImage(IElement element)
    {
        var source = element.GetAttribute("src");
        var alternative = element.GetAttribute("alt") ?? "";
        if (ImageSource.IsAllowed(source))
        {
            _html.Append("<img src=\"");
            SafeText.Write(_html, source, isName: true);
            _html.Append("\" alt=\"");
            SafeText.Write(_html, alternative, isName: true);
            _html.Append("\" loading=\"lazy\">");
            return;
        }
        var target = LinkTarget.Read(source);
        if (target is null || _isInLink)
        {
            SafeText.Write(_html, alternative, isName: true);
            return;
        }
        OpenLink(target, element.GetAttribute("title"));
        SafeText.Write(_html, alternative, isName: true);
        CloseLink(target, showsHost: true);
    }

    private void WriteNoteReference(IElement element)
    {
        if (!int.TryParse(element.GetAttribute("data-note"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return;
        if (_isInLink)
            _html.Append(CultureInfo.InvariantCulture, $"<sup>{number}</sup>");
        else
            _html.Append(CultureInfo.InvariantCulture, $"<sup><fn-ref data-note=\"{number}\" role=\"doc-noteref\" tabindex=\"0\">{number}</fn-ref></sup>");
    }

    private void WriteTask(IElement element)
    {
        var isDone = element.HasAttribute("checked");
        if (SafeAttributes.IsTask(element))
            _html.Append(CultureInfo.InvariantCulture, $"<input type=\"checkbox\" disabled{(isDone ? " checked" : "")} aria-label=\"{(isDone ? "Done" : "To do")}\">");
        else
            _html.Append(isDone ? "[x]" : "[ ]");
    }
}
