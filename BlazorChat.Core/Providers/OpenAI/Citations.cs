using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Collects the sources of an answer, each once: <c>annotations</c> of type <c>url_citation</c>, and Perplexity's <c>search_results</c> and
/// <c>citations</c>, which come again with every chunk. They are given as annotations of a text that is empty: they belong to the whole answer.
/// </summary>
internal sealed class Citations
{
    private const int MaxCount = 200;
    private const int MaxTitleLength = 300;
    private const int MaxSnippetLength = 1000;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The sources that are new in this chunk; null where none is.</summary>
    public TextContent? Read(JsonElement chunk, JsonElement? delta)
    {
        List<AIAnnotation> found = [];
        foreach (var item in Items(delta?.Member("annotations")).Where(item => item.String("type") is null or "url_citation"))
            Add(found, item.Member("url_citation") ?? item, "content");
        // They have the titles that the bare addresses below have not.
        foreach (var item in Items(chunk.Member("search_results"))) Add(found, item, "snippet");
        foreach (var item in Items(chunk.Member("citations")).Concat(Items(delta?.Member("citations")))) Add(found, item, "snippet");
        return found.Count > 0 ? new TextContent("") { Annotations = found } : null;
    }

    private void Add(List<AIAnnotation> found, JsonElement item, string snippet)
    {
        var address = item.ValueKind == JsonValueKind.String ? item.Text() : item.String("url");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)) return;
        if (_seen.Count >= MaxCount || !_seen.Add(url.AbsoluteUri)) return;
        found.Add(new CitationAnnotation { Url = url, Title = Text(item, "title", MaxTitleLength), Snippet = Text(item, snippet, MaxSnippetLength) });
    }

    private static string? Text(JsonElement item, string name, int length) => item.String(name) is { } text ? SafeText.Cut(LenientJson.WellFormed(text), length) : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement? array) => array is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;
}
