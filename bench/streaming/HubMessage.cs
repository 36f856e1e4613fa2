using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlazorChat.Bench.Streaming;

/// <summary>Writes one message of SignalR's hub protocol as BlazorPack has it: MessagePack behind a length of seven bits a byte.</summary>
internal sealed class HubMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public static byte[] Ping => new HubMessage().Array(1).Number(6).ToArray();

    /// <summary>A call of a hub method; with an <paramref name="id"/> it is answered.</summary>
    public static byte[] Call(string target, string? id, params object?[] arguments)
    {
        var message = new HubMessage().Array(6).Number(1).Map().Text(id).Text(target).Array(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument is bool truth) message.Write(truth ? (byte)0xc3 : (byte)0xc2);
            else if (argument is long number) message.Number(number);
            else message.Text((string?)argument);
        }

        return message.Array(0).ToArray();
    }

    private HubMessage Array(int count) => Write((byte)(0x90 | count));

    private HubMessage Map() => Write(0x80);

    private HubMessage Number(long value)
    {
        if (value is >= 0 and < 128) return Write((byte)value);
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], value);
        return Write(bytes);
    }

    private HubMessage Text(string? value)
    {
        if (value is null) return Write(0xc0);
        var text = Encoding.UTF8.GetBytes(value);
        Span<byte> head = stackalloc byte[5];
        head[0] = 0xdb;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], text.Length);
        return Write(head).Write(text);
    }

    private HubMessage Write(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    private byte[] ToArray()
    {
        var message = new ArrayBufferWriter<byte>(_bytes.WrittenCount + 5);
        var length = (uint)_bytes.WrittenCount;
        for (; length > 0x7f; length >>= 7) message.Write([(byte)(length | 0x80)]);
        message.Write([(byte)length]);
        message.Write(_bytes.WrittenSpan);
        return message.WrittenSpan.ToArray();
    }
}
