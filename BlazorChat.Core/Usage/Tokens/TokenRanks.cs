using System.IO.Compression;

namespace BlazorChat.Core.Usage.Tokens;

/// <summary>
/// The tokens of <c>o200k_base</c> with their ranks. All bytes stand in one array and are found by one table of numbers, which takes about
/// 5 MiB; an object for each token would take several times as much. Immutable.
/// </summary>
internal sealed class TokenRanks
{
    /// <summary>What <see cref="Find"/> gives for what is no token.</summary>
    public const int None = int.MaxValue;

    private const string Resource = "o200k_base.ranks.br";
    private const int Slots = 1 << 19;

    private static readonly Lazy<TokenRanks> Loaded = new(Load);

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _slots = new int[Slots];
    private readonly int _longest;

    private TokenRanks(byte[] bytes, int[] starts)
    {
        (_bytes, _starts) = (bytes, starts);
        for (var rank = 0; rank < starts.Length; rank++)
        {
            var token = Token(rank);
            _longest = Math.Max(_longest, token.Length);
            var slot = Hash(token);
            while (_slots[slot] != 0) slot = (slot + 1) % Slots;
            _slots[slot] = rank + 1;
        }
    }

    /// <summary>The one table, which is read from the program at its first use.</summary>
    public static TokenRanks O200K => Loaded.Value;

    /// <summary>How many tokens there are.</summary>
    public int Count => _starts.Length;

    /// <summary>The rank of these bytes; <see cref="None"/> where they are no token.</summary>
    public int Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _longest) return None;
        for (var slot = Hash(bytes); _slots[slot] != 0; slot = (slot + 1) % Slots)
        {
            if (Token(_slots[slot] - 1).SequenceEqual(bytes)) return _slots[slot] - 1;
        }
        return None;
    }

    /// <summary>Each token stands behind its length.</summary>
    private ReadOnlySpan<byte> Token(int rank) => _bytes.AsSpan(_starts[rank], _bytes[_starts[rank] - 1]);

    /// <summary>FNV-1a. The table's keys are fixed, so that no text can make it slow.</summary>
    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes) hash = (hash ^ value) * 16777619;
        return (int)((hash ^ (hash >> 15)) % Slots);
    }

    private static TokenRanks Load()
    {
        using var resource = typeof(TokenRanks).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var unpacked = new BrotliStream(resource, CompressionMode.Decompress);
        using var buffer = new MemoryStream(1_600_000);
        unpacked.CopyTo(buffer);
        var bytes = buffer.ToArray();
        List<int> starts = new(200_000);
        for (var at = 0; at < bytes.Length; at += bytes[at] + 1) starts.Add(at + 1);
        return new TokenRanks(bytes, [.. starts]);
    }
}
