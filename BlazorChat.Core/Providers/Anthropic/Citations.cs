using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Reads where a piece of text has its knowledge from.</summary>
internal static class Citations
{
    private const int MaxTitleLength = 300;
    private const int MaxSnippetLength = 2000;

    /// <summary>The citation; null where it names nothing that could be shown.</summary>
    public static CitationAnnotation? Read(JsonElement citation)
    {
        var address = citation.String("url") ?? citation.String("source");
        var url = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        var title = Short(citation.String("title") ?? citation.String("document_title"), MaxTitleLength);
        var snippet = Short(citation.String("cited_text"), MaxSnippetLength);
        return url is null && title is null && snippet is null ? null : new CitationAnnotation { Url = url, Title = title, Snippet = snippet };
    }

    private static string? Short(string? text, int length) => text is null ? null : SafeText.Cut(LenientJson.WellFormed(text), length);
}
