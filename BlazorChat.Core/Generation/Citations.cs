using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Generation;

/// <summary>Gathers the sources of one answer, each once. Not thread-safe.</summary>
/// <param name="earlier">Those of an attempt before this one.</param>
internal sealed class Citations(IReadOnlyList<CitationPart> earlier)
{
    private const int MaxSources = 100;
    private const int MaxText = 500;
    private const int MaxUrl = 2000;
    private readonly List<CitationPart> _sources = [.. earlier];

    /// <summary>The parts of an answer, and the sources behind them.</summary>
    public static (IReadOnlyList<MessagePart> Said, IReadOnlyList<CitationPart> Sources) Part(IReadOnlyList<MessagePart> parts)
    {
        var count = parts.Reverse().TakeWhile(part => part is CitationPart).Count();
        return ([.. parts.SkipLast(count)], [.. parts.TakeLast(count).Cast<CitationPart>()]);
    }

    /// <summary>The position at which the sources behind an answer begin.</summary>
    public static long Begin(IReadOnlyList<MessagePart> parts) => Part(parts).Said.Sum(part => (long)part.Length);

    public void Add(AIContent content)
    {
        // An image somewhere else is not fetched: whoever wants to see it follows the link.
        if (content is UriContent linked) Add(linked.Uri, null, null);
        foreach (var citation in content.Annotations?.OfType<CitationAnnotation>() ?? []) Add(citation.Url, citation.Title, citation.Snippet);
    }

    /// <summary>What was gathered since the last time.</summary>
    public IEnumerable<CitationPart> Take()
    {
        CitationPart[] sources = [.. _sources];
        _sources.Clear();
        return sources;
    }

    private void Add(Uri? url, string? title, string? quote)
    {
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" } || url.AbsoluteUri.Length > MaxUrl || _sources.Count >= MaxSources) return;
        if (!_sources.Exists(source => source.Url == url.AbsoluteUri)) _sources.Add(new CitationPart(url.AbsoluteUri, Text(title), Text(quote)));
    }

    private static string? Text(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return StorableText.Clean(SessionTitle.Normalize(text.Length <= MaxText ? text : text[..MaxText]));
    }
}
