using System.Buffers;
using System.Text;

namespace BlazorChat.Core.Usage.Tokens;

/// <summary>
/// Counts tokens of the encoding <c>o200k_base</c>, OpenAI's since GPT-4o. Words such as <c>&lt;|endoftext|&gt;</c> are plain text to it.
/// Other vendors have encodings of their own: for their models it is an estimate. Its table (5 MiB) is read at the first use. Thread-safe.
/// </summary>
public static class TokenCounter
{
    /// <summary>
    /// One piece of that many characters has no words: a run of one letter, or binary data. It is counted in parts, which may count a token
    /// more at each cut.
    /// </summary>
    internal const int MaxPiece = 1024;

    /// <summary>How many tokens the text makes. Halves of surrogate pairs count as the replacement character does.</summary>
    public static long Count(string text) => Count(text.AsSpan());

    /// <summary>How many tokens the text makes. Halves of surrogate pairs count as the replacement character does.</summary>
    public static long Count(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        var ranks = TokenRanks.O200K;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(MaxPiece));
        var count = 0L;
        while (!text.IsEmpty)
        {
            var length = TextPieces.Next(text);
            for (var piece = text[..length]; !piece.IsEmpty;)
            {
                var part = PartOf(piece);
                count += BytePairs.Count(buffer.AsSpan(0, Encoding.UTF8.GetBytes(piece[..part], buffer)), ranks);
                piece = piece[part..];
            }
            text = text[length..];
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return count;
    }

    private static int PartOf(ReadOnlySpan<char> piece)
    {
        if (piece.Length <= MaxPiece) return piece.Length;
        return char.IsHighSurrogate(piece[MaxPiece - 1]) ? MaxPiece - 1 : MaxPiece;
    }
}
