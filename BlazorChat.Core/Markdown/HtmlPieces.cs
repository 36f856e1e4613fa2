using System.Collections;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// The finished pieces of a list or a table that may still grow: safe HTML, some 500 UTF-16 units each. It is a view of the first pieces
/// of a list that is only added to, so it never changes itself, and taking one costs nothing. Equal to another with the same pieces.
/// </summary>
public sealed class HtmlPieces : IReadOnlyList<string>, IEquatable<HtmlPieces>
{
    private readonly List<string> _all;

    internal HtmlPieces(List<string> all) => (_all, Count) = (all, all.Count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _all[index];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _all.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(HtmlPieces? other) => other is not null && Count == other.Count && (ReferenceEquals(_all, other._all) || this.SequenceEqual(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HtmlPieces);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _all[0]);
}
