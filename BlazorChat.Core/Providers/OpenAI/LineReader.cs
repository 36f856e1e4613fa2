namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads lines of bytes, ended by LF, CRLF or CR, with a limit on their length. Not thread-safe; does not own the stream.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>The longest line: 1 MiB (R13).</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>
    /// The longest line that carries an image: 32 MiB. R13 says 16, and images of 20 MB beside it; in base64 such an image is 27.
    /// </summary>
    public const int MaxImageLineBytes = 32 << 20;

    private const int UsualBytes = 8192;

    private byte[] _buffer = new byte[UsualBytes];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _ended;
    private bool _skipLineFeed;

    /// <summary>Whether the last line that <see cref="ReadAsync"/> gave ended with the stream, not with a line end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How much memory it holds, in bytes.</summary>
    public int BufferSize => _buffer.Length;

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
    /// <exception cref="InvalidDataException">The line is longer than <see cref="MaxLineBytes"/>, or with an image <see cref="MaxImageLineBytes"/>.</exception>
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

    /// <summary>How long this may become: whether it carries an image shows in its first mebibyte.</summary>
    public static int LimitOf(ReadOnlySpan<byte> line)
    {
        var beginning = line[..Math.Min(line.Length, MaxLineBytes)];
        // Some escape the slash.
        return beginning.IndexOf("data:image/"u8) >= 0 || beginning.IndexOf("data:image\\/"u8) >= 0 ? MaxImageLineBytes : MaxLineBytes;
    }

    /// <summary>The failure of a line that is longer than that.</summary>
    public static InvalidDataException TooLong() => new("a line of more than 1 MiB, or of more than 32 MiB with an image");

    private ReadOnlyMemory<byte> Take(int end, int lineEnd)
    {
        var line = _buffer.AsMemory(_start, end - _start);
        if (line.Length > MaxLineBytes && line.Length > LimitOf(line.Span)) throw TooLong();
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

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken, int? limit = null)
    {
        if (_ended) return false;
        var held = _end - _start;
        if (held > (limit ?? MaxLineBytes) && held > (limit ?? LimitOf(_buffer.AsSpan(_start, held)))) throw TooLong();
        MoveToStart(held);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }

    private void MoveToStart(int held)
    {
        if (_start == 0) return;
        // What an image needed is not kept for the lines after it.
        var target = _buffer.Length > 2 * MaxLineBytes && held < UsualBytes ? new byte[UsualBytes] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        _buffer = target;
        _scanned -= _start;
        _end = held;
        _start = 0;
    }
}
