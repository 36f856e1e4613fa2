using System.Text;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Reads JSON objects that stand one on a line, with limits on a line's length (R13). Not thread-safe; does not own the stream.</summary>
internal sealed class NdjsonReader(Stream stream)
{
    /// <summary>The longest line: 1 MiB.</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>The longest line that carries an image: 16 MiB.</summary>
    public const int MaxImageLineBytes = 16 << 20;

    private const int MaxSampleBytes = 4096;

    private byte[] _buffer = new byte[8192];
    private int _lineStart;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _ended;
    private bool _hasImage;

    /// <summary>Whether the last line ended with the stream, not with a line end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The last line and what came with it: enough to recognise a page by.</summary>
    public string Sample => Encoding.UTF8.GetString(_buffer, _lineStart, Math.Min(_end - _lineStart, MaxSampleBytes));

    /// <summary>The next line that is not blank, without white space around it, valid until the next read; null after the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than is taken.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (at < 0)
            {
                _scanned = _end;
                if (await FillAsync(cancellationToken)) continue;
                if (_start == _end) return null;
                IsCut = true;
            }
            var line = at < 0 ? Take(_end, 0) : Take(_scanned + at, 1);
            if (!line.IsEmpty) return line;
        }
    }

    private ReadOnlyMemory<byte> Take(int end, int lineEnd)
    {
        ThrowIfTooLong(end - _start);
        var line = _buffer.AsMemory(_start, end - _start);
        _lineStart = _start;
        _start = _scanned = end + lineEnd;
        _hasImage = false;
        if (line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.Trim(" \t\r"u8);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended) return false;
        ThrowIfTooLong(_end - _start);
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _scanned -= _start;
            _end -= _start;
            _start = _lineStart = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }

    private void ThrowIfTooLong(int length)
    {
        if (length <= MaxLineBytes) return;
        // Within a text the quotation marks would be escaped: this is the member itself.
        _hasImage = _hasImage || _buffer.AsSpan(_start, MaxLineBytes).IndexOf("\"images\""u8) >= 0;
        if (!_hasImage || length > MaxImageLineBytes) throw new InvalidDataException("The line is too long.");
    }
}
