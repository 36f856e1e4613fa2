using System.Text;

namespace BlazorChat.Core.Sessions.Parts;

/// <summary>
/// A message's parts while they grow, with the one way of counting positions over them. Not thread-safe.
/// </summary>
internal sealed class PartSequence
{
    private readonly List<Entry> _entries = [];

    public PartSequence(IReadOnlyList<MessagePart>? parts = null)
    {
        foreach (var part in parts ?? []) Append(part, startNew: true);
    }

    /// <summary>The position behind everything, in UTF-16 units.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a part, or a piece of the last one where both grow and are of one kind.</summary>
    public void Append(MessagePart part) => Append(part, startNew: false);

    /// <summary>Everything from a position on, as pieces in order.</summary>
    public List<PartPiece> Slice(long from)
    {
        var pieces = new List<PartPiece>();
        for (var index = FindEntry(from); index < _entries.Count; index++)
        {
            var entry = _entries[index];
            if (from >= entry.Start + entry.Length) continue;
            var start = Math.Max(from, entry.Start);
            pieces.Add(new PartPiece(start, entry.Start + entry.Length, index, entry.PieceFrom((int)(start - entry.Start))));
        }

        return pieces;
    }

    public IReadOnlyList<MessagePart> ToParts() => [.. _entries.Select(entry => entry.PieceFrom(0))];

    private void Append(MessagePart part, bool startNew)
    {
        if (part.Length == 0) return;
        var last = startNew || _entries.Count == 0 ? null : _entries[^1];
        if (last is null || !last.TryGrow(part)) _entries.Add(new Entry(Length, part));
        Length += part.Length;
    }

    // Readers are near the end, so the search begins there.
    private int FindEntry(long position)
    {
        var index = _entries.Count;
        while (index > 0 && _entries[index - 1].Start + _entries[index - 1].Length > position) index--;
        return index;
    }

    private sealed class Entry(long start, MessagePart part)
    {
        private readonly MessagePart _part = part;
        private readonly StringBuilder? _text = part is GrowingPart growing ? new StringBuilder(growing.Text) : null;

        public long Start { get; } = start;

        public int Length => _text?.Length ?? _part.Length;

        public bool TryGrow(MessagePart piece)
        {
            if (_text is null || piece is not GrowingPart growing || piece.GetType() != _part.GetType()) return false;
            _text.Append(growing.Text);
            return true;
        }

        public MessagePart PieceFrom(int offset) => _part switch
        {
            TextPart => new TextPart(TextFrom(offset)),
            ReasoningPart => new ReasoningPart(TextFrom(offset)),
            _ => _part,
        };

        private string TextFrom(int offset) => _text!.ToString(offset, _text.Length - offset);
    }
}

/// <summary>A stretch of one part.</summary>
/// <param name="Start">The position where it begins.</param>
/// <param name="End">The position behind it.</param>
/// <param name="PartIndex">Which part it belongs to.</param>
/// <param name="Part">The piece.</param>
internal sealed record PartPiece(long Start, long End, int PartIndex, MessagePart Part);
