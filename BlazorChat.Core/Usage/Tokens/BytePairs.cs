using System.Buffers;

namespace BlazorChat.Core.Usage.Tokens;

/// <summary>Merges the bytes of one piece into tokens: again and again the pair with the lowest rank, the leftmost first.</summary>
internal static class BytePairs
{
    /// <summary>Up to this many bytes the search for the lowest rank is quicker than a heap.</summary>
    private const int MaxSearched = 48;

    /// <summary>How many tokens the bytes make.</summary>
    public static int Count(ReadOnlySpan<byte> bytes, TokenRanks ranks)
    {
        if (bytes.Length <= 1 || ranks.Find(bytes) != TokenRanks.None) return Math.Min(bytes.Length, 1);
        return bytes.Length <= MaxSearched ? CountBySearch(bytes, ranks) : CountByHeap(bytes, ranks);
    }

    private static int CountBySearch(ReadOnlySpan<byte> bytes, TokenRanks ranks)
    {
        // Where each part starts, with the end behind the last; and the rank of each part with the next one.
        Span<int> starts = stackalloc int[bytes.Length + 1];
        Span<int> pairs = stackalloc int[bytes.Length];
        for (var index = 0; index <= bytes.Length; index++) starts[index] = index;
        for (var index = 0; index < bytes.Length; index++) pairs[index] = RankAt(bytes, starts, index, ranks);
        while (true)
        {
            var best = LowestOf(pairs);
            if (pairs[best] == TokenRanks.None) return pairs.Length;
            starts[(best + 2)..].CopyTo(starts[(best + 1)..]);
            pairs[(best + 1)..].CopyTo(pairs[best..]);
            starts = starts[..^1];
            pairs = pairs[..^1];
            pairs[best] = RankAt(bytes, starts, best, ranks);
            if (best > 0) pairs[best - 1] = RankAt(bytes, starts, best - 1, ranks);
        }
    }

    private static int LowestOf(ReadOnlySpan<int> pairs)
    {
        var best = 0;
        for (var index = 1; index < pairs.Length; index++)
        {
            if (pairs[index] < pairs[best]) best = index;
        }
        return best;
    }

    private static int RankAt(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, int part, TokenRanks ranks) =>
        part + 2 < starts.Length ? ranks.Find(bytes[starts[part]..starts[part + 2]]) : TokenRanks.None;

    private static int CountByHeap(ReadOnlySpan<byte> bytes, TokenRanks ranks)
    {
        var length = bytes.Length;
        // By the index of a part's first byte: the first byte of the next part, of the one before, and the rank with the next one.
        var rented = ArrayPool<int>.Shared.Rent(3 * length);
        var next = rented.AsSpan(0, length);
        var before = rented.AsSpan(length, length);
        var pairs = rented.AsSpan(2 * length, length);
        var heap = new PriorityQueue<int, long>(length);
        for (var index = 0; index < length; index++)
        {
            (next[index], before[index]) = (index + 1, index - 1);
            pairs[index] = index + 2 <= length ? ranks.Find(bytes.Slice(index, 2)) : TokenRanks.None;
            Push(heap, index, pairs[index]);
        }
        var parts = length;
        while (heap.TryDequeue(out var part, out var priority))
        {
            // An entry from before a merge that changed the pair.
            if (pairs[part] != (int)(priority >> 32)) continue;
            var merged = next[part];
            next[part] = next[merged];
            if (next[part] < length) before[next[part]] = part;
            pairs[merged] = TokenRanks.None;
            parts--;
            Renew(part, bytes, next, pairs, heap, ranks);
            if (before[part] >= 0) Renew(before[part], bytes, next, pairs, heap, ranks);
        }
        ArrayPool<int>.Shared.Return(rented);
        return parts;
    }

    private static void Renew(
        int part, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> next, Span<int> pairs, PriorityQueue<int, long> heap, TokenRanks ranks)
    {
        var second = next[part];
        pairs[part] = second < bytes.Length ? ranks.Find(bytes[part..next[second]]) : TokenRanks.None;
        Push(heap, part, pairs[part]);
    }

    private static void Push(PriorityQueue<int, long> heap, int part, int rank)
    {
        if (rank != TokenRanks.None) heap.Enqueue(part, ((long)rank << 32) | (uint)part);
    }
}
