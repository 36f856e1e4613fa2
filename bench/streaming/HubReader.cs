using System.Buffers.Binary;
using System.Text;

namespace BlazorChat.Bench.Streaming;

/// <summary>Reads as much of a hub message as a page has to understand.</summary>
internal ref struct HubReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Cuts the next whole message off the front of what was received; false where there is none yet.</summary>
    public static bool TryCut(ReadOnlySpan<byte> received, out int start, out int length)
    {
        (start, length) = (0, 0);
        for (var shift = 0; start < received.Length; shift += 7)
        {
            var part = received[start++];
            length |= (part & 0x7f) << shift;
            if ((part & 0x80) == 0) return received.Length - start >= length;
        }

        return false;
    }

    public int Array()
    {
        var kind = Take(1)[0];
        return (kind & 0xf0) == 0x90 ? kind & 15 : kind == 0xdc ? BinaryPrimitives.ReadUInt16BigEndian(Take(2)) : throw new FormatException($"{kind:x} begins no array.");
    }

    public long Number()
    {
        var kind = Take(1)[0];
        return kind switch
        {
            < 0x80 => kind,
            >= 0xe0 => (sbyte)kind,
            0xcc => Take(1)[0],
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xd0 => (sbyte)Take(1)[0],
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw new FormatException($"{kind:x} begins no number."),
        };
    }

    public string? Text()
    {
        var kind = Take(1)[0];
        return kind switch
        {
            0xc0 => null,
            >= 0xa0 and < 0xc0 => String(kind & 31),
            0xd9 => String(Take(1)[0]),
            0xda => String(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xdb => String(BinaryPrimitives.ReadInt32BigEndian(Take(4))),
            _ => throw new FormatException($"{kind:x} begins no text."),
        };
    }

    /// <summary>Leaves out the headers, of which a server sends none.</summary>
    public void EmptyMap() => Take(1);

    private string String(int length) => Encoding.UTF8.GetString(Take(length));

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
