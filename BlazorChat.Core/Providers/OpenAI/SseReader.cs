using System.Buffers;
using System.Text;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) with what the framework's parser has not: a
/// limit on an event's size, and the knowledge that a body was none. Not thread-safe.
/// </summary>
internal sealed class SseReader(LineReader lines)
{
    private const int MaxSampleBytes = 1024;

    private ArrayBufferWriter<byte> _data = new(4096);
    private readonly ArrayBufferWriter<byte> _sample = new();

    /// <summary>Whether any event has come.</summary>
    public bool HasEvents { get; private set; }

    /// <summary>The beginning of what came before the first event and belongs to none: a plain text, a page.</summary>
    public string Sample => Encoding.UTF8.GetString(_sample.WrittenSpan);

    /// <summary>The next event with data; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The event is longer than a line may be.</exception>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        // What an image needed is not kept for the words after it.
        if (_data.Capacity > LineReader.MaxLineBytes) _data = new ArrayBufferWriter<byte>(4096);
        _data.ResetWrittenCount();
        var name = "";
        var hasData = false;
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.IsEmpty)
            {
                if (hasData) return Take(name, true);
                name = "";
                continue;
            }
            var (field, value) = Split(line.Span);
            if (field.SequenceEqual("data"u8))
            {
                Append(value, hasData);
                hasData = true;
            }
            else if (field.SequenceEqual("event"u8)) name = Encoding.UTF8.GetString(value);
            else if (!IsKnown(field)) KeepSample(line.Span);
        }
        return hasData ? Take(name, false) : null;
    }

    private SseEvent Take(string name, bool isWhole)
    {
        HasEvents = true;
        return new SseEvent(name, _data.WrittenMemory, isWhole);
    }

    private void Append(ReadOnlySpan<byte> value, bool follows)
    {
        var length = _data.WrittenCount + value.Length;
        if (length > LineReader.MaxLineBytes && length > Math.Max(LineReader.LimitOf(_data.WrittenSpan), LineReader.LimitOf(value))) throw LineReader.TooLong();
        if (follows) _data.Write("\n"u8);
        _data.Write(value);
    }

    private void KeepSample(ReadOnlySpan<byte> line)
    {
        if (HasEvents || _sample.WrittenCount >= MaxSampleBytes) return;
        _sample.Write(line[..Math.Min(line.Length, MaxSampleBytes)]);
        _sample.Write("\n"u8);
    }

    private static FieldAndValue Split(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        var colon = line.IndexOf((byte)':');
        if (colon < 0) return new FieldAndValue(line, default);
        var value = line[(colon + 1)..];
        return new FieldAndValue(line[..colon], value.StartsWith(" "u8) ? value[1..] : value);
    }

    /// <summary>A comment has an empty name.</summary>
    private static bool IsKnown(ReadOnlySpan<byte> field) => field.IsEmpty || field.SequenceEqual("id"u8) || field.SequenceEqual("retry"u8);

    private readonly ref struct FieldAndValue(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        private readonly ReadOnlySpan<byte> _field = field;
        private readonly ReadOnlySpan<byte> _value = value;

        public void Deconstruct(out ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
        {
            field = _field;
            value = _value;
        }
    }
}
