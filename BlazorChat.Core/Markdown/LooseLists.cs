namespace BlazorChat.Core.Markdown;

/// <summary>Tells beforehand which lists are loose, so that their items are rendered once.</summary>
internal static class LooseLists
{
    /// <summary>Marks every item of a list of which one is loose (CommonMark 5.3).</summary>
    public static void Mark(IReadOnlyList<RenderedSegment> parts)
    {
        for (var start = 0; start < parts.Count;)
        {
            var end = start;
            while (end < parts.Count && parts[end].Segment.Kind == SegmentKind.Item && (end == start || !parts[end - 1].HasRest))
                end++;
            var isLoose = false;
            for (var i = start; i < end; i++)
                isLoose |= parts[i].IsLoose;
            for (var i = start; i < end; i++)
                parts[i].IsLoose = isLoose;
            start = Math.Max(end, start + 1);
        }
    }
}
