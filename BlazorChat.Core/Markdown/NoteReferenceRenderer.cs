using System.Globalization;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BlazorChat.Core.Markdown;

/// <summary>Writes a reference to a footnote.</summary>
internal sealed class NoteReferenceRenderer : HtmlObjectRenderer<NoteReference>
{
    protected override void Write(HtmlRenderer renderer, NoteReference obj) =>
        renderer.Write(string.Create(CultureInfo.InvariantCulture, $"<fn-ref data-note=\"{obj.Number}\"></fn-ref>"));
}
