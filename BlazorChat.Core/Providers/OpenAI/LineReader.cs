namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads lines of bytes, ended by LF, CRLF or CR, with a limit on their length. Not thread-safe; does not own the stream.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>The longest line: 1 MiB (R13).</summary>
    public const int MaxLineBytes = 1 << 20;

    private byte[] _buffer = new byte[8192];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _ended;
    private bool _skipLineFeed;

    /// <summary>Whether the last line that <see cref="ReadAsync"/> gave ended with the stream, not with a line end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The first byte that is neither white space nor a byte order mark, without consuming it; -1 where there is none.</summary>
    public async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            for (var i = _start; i < _end; i++)
            {
                if (_buffer[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)) return _buffer[i];
            }
            if (!await FillAsync(cancellationToken)) return -1;
        }
    }

    /// <summary>The next line without its end, valid until the next read; null after the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than <see cref="MaxLineBytes"/>.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DropLineFeed();
            var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (at >= 0) return Take(_scanned + at, 1);
            _scanned = _end;
            if (await FillAsync(cancellationToken)) continue;
            if (_start == _end) return null;
            IsCut = true;
            return Take(_end, 0);
        }
    }

    /// <summary>Everything that is left.</summary>
    /// <exception cref="InvalidDataException">It is more than <paramref name="maxBytes"/>.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadToEndAsync(int maxBytes, CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken, maxBytes)) { }
        return _buffer.AsMemory(_start, _end - _start);
    }

    private ReadOnlyMemory<byte> Take(int end, int lineEnd)
    {
        var line = _buffer.AsMemory(_start, end - _start);
        if (line.Length > MaxLineBytes) throw TooLong();
        // The line feed of a CRLF may come with the next read: it is dropped when it is there.
        _skipLineFeed = lineEnd > 0 && _buffer[end] == '\r';
        _start = _scanned = end + lineEnd;
        return line;
    }

    private void DropLineFeed()
    {
        if (!_skipLineFeed || _start == _end) return;
        _skipLineFeed = false;
        if (_buffer[_start] == '\n') _scanned = ++_start;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken, int limit = MaxLineBytes)
    {
        if (_ended) return false;
        if (_end - _start > limit) throw TooLong();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _scanned -= _start;
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }

    private static InvalidDataException TooLong() => new("The line is too long.");
}
