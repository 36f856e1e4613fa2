using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BlazorChat.Core.Markdown;

/// <summary>Writes a formula as an element that the browser may typeset, with its source as text. What did not close is shown as it is.</summary>
internal sealed class MathBlockRenderer : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock obj)
    {
        renderer.EnsureLine();
        var source = obj.Lines.ToString().Trim('\n');
        if (!obj.IsClosedByItself)
            renderer.Write("<p>").WriteEscape(obj.Opening + "\n" + source).Write("</p>");
        else if (!string.IsNullOrWhiteSpace(source))
            renderer.Write("<p>").Write(MathInlineRenderer.OpenDisplay).WriteEscape(source).Write(MathInlineRenderer.Close).WriteEscape(obj.Behind).Write("</p>");
        renderer.EnsureLine();
    }
}
