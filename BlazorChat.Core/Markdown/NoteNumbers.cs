namespace BlazorChat.Core.Markdown;

/// <summary>The footnotes of one message, numbered when they are first referred to. Not thread-safe.</summary>
internal sealed class NoteNumbers
{
    private readonly Dictionary<string, Segment> _notes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Segment> _numbered = [];

    /// <summary>Those that were referred to so far, in order.</summary>
    public IReadOnlyList<Segment> Numbered => _numbered;

    /// <summary>Collects the notes among the segments, the first of each name; null if there are none.</summary>
    public static NoteNumbers? Of(IEnumerable<Segment> segments)
    {
        NoteNumbers? notes = null;
        foreach (var segment in segments.Where(segment => segment.Kind == SegmentKind.Note))
        {
            notes ??= new NoteNumbers();
            var text = segment.Text.AsSpan().TrimStart();
            notes._notes.TryAdd(text.Slice(2, NoteLine.LabelUnits(text)).ToString(), segment);
        }
        return notes;
    }

    /// <summary>The number of a note, which it gets now if it has none; null where the message has no such note.</summary>
    public int? NumberOf(string label)
    {
        if (!_notes.TryGetValue(label, out var note))
            return null;
        if (_numbers.TryGetValue(label, out var number))
            return number;
        _numbered.Add(note with { Text = NoteLine.Content(note.Text) });
        return _numbers[label] = _numbered.Count;
    }
}
