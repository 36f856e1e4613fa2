using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BlazorChat.Core.Markdown;

/// <summary>Writes a formula inside text.</summary>
internal sealed class MathInlineRenderer : HtmlObjectRenderer<MathInline>
{
    /// <summary>Before the source of a formula on lines of its own.</summary>
    public const string OpenDisplay = "<math-tex data-display=\"block\">";

    /// <summary>Behind the source.</summary>
    public const string Close = "</math-tex>";

    protected override void Write(HtmlRenderer renderer, MathInline obj) =>
        renderer.Write(obj.IsDisplay ? OpenDisplay : "<math-tex>").WriteEscape(obj.Source.Trim()).Write(Close);
}
