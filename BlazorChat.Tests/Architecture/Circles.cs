namespace BlazorChat.Tests.Architecture;

/// <summary>Finds circles in a directed graph.</summary>
internal static class Circles
{
    /// <summary>One text for each edge that closes a circle, such as <c>A -> B -> A</c>.</summary>
    public static IEnumerable<string> Among(IReadOnlySet<(string From, string To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        var done = new HashSet<string>();
        var path = new List<string>();
        return edges.Select(edge => edge.From).Distinct().Order(StringComparer.Ordinal).SelectMany(Visit).ToList();

        IEnumerable<string> Visit(string node)
        {
            var start = path.IndexOf(node);
            if (start >= 0) return [string.Join(" -> ", path.Skip(start).Append(node))];
            if (!done.Add(node)) return [];
            path.Add(node);
            var found = next[node].Order(StringComparer.Ordinal).SelectMany(Visit).ToList();
            path.RemoveAt(path.Count - 1);
            return found;
        }
    }
}
