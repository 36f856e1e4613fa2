using System.Text;
using Markdig.Helpers;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// The link reference definitions of a message (CommonMark 4.7), so that a block can use one that stands in another. Definitions
/// are taken from one line each, at the beginning of a block.
/// </summary>
internal sealed class ReferenceDefinitions
{
    private const int MaxLineUnits = 1_000;
    private const int MaxLabelUnits = 200;

    private readonly Dictionary<string, string> _lines = new(StringComparer.OrdinalIgnoreCase);
    private int _unitsLeft;

    /// <summary>Reads them; what they add to blocks is bounded by the size of the message.</summary>
    public ReferenceDefinitions(IEnumerable<Segment> segments, int messageUnits)
    {
        _unitsLeft = messageUnits + 1_000;
        foreach (var segment in segments)
        {
            if (segment.Kind == SegmentKind.Text)
                Collect(segment.Text);
        }
    }

    /// <summary>The definitions that the block uses, as source to be put before it.</summary>
    public string For(string text)
    {
        if (_lines.Count == 0)
            return "";
        var used = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
                open = i;
            if (text[i] != ']' || open < 0)
                continue;
            var label = LabelOf(text.AsSpan()[(open + 1)..i]);
            open = -1;
            if (label is null || !_lines.TryGetValue(label, out var line) || !seen.Add(label) || line.Length > _unitsLeft)
                continue;
            _unitsLeft -= line.Length;
            used.Append(line).Append('\n');
        }
        return used.Length == 0 ? "" : used.Append('\n').ToString();
    }

    private void Collect(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('\n');
            var line = (end < 0 ? rest : rest[..end]).Trim(' ');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IsEmpty || line[0] != '[' || line.Length > MaxLineUnits)
                return;
            var close = line.IndexOf("]:");
            if (close < 0 || LabelOf(line[1..close]) is not { } label)
                return;
            var source = line.ToString();
            var slice = new StringSlice(source);
            if (!LinkHelper.TryParseLinkReferenceDefinition(ref slice, out _, out _, out _, out _, out _, out _))
                return;
            _lines.TryAdd(label, source);
        }
    }

    private static string? LabelOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is 0 or > MaxLabelUnits || text[0] == '^' || text.ContainsAny('[', ']', '\n') ? null : text.ToString();
    }
}
