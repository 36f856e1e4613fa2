namespace BlazorChat.Core.Markdown;

/// <summary>
/// Growing text with <c>\n</c> as the only line end, whose beginning can be dropped. Indexes count from the beginning of the stream.
/// A NUL becomes U+FFFD (CommonMark 2.3).
/// </summary>
internal sealed class LineBuffer
{
    private char[] _units = new char[256];
    private int _dropped;
    private int _count;
    private bool _afterCarriageReturn;

    /// <summary>The index behind the last unit.</summary>
    public int End => _dropped + _count;

    public ReadOnlySpan<char> this[int start, int end] => _units.AsSpan(start - _dropped, end - start);

    public void Append(ReadOnlySpan<char> text)
    {
        if (_count + text.Length > _units.Length)
            Array.Resize(ref _units, Math.Max(_units.Length * 2, _count + text.Length));
        while (!text.IsEmpty)
        {
            if (_afterCarriageReturn && text[0] == '\n')
                text = text[1..];
            _afterCarriageReturn = false;
            var special = text.IndexOfAny('\r', '\0');
            var run = special < 0 ? text : text[..special];
            run.CopyTo(_units.AsSpan(_count));
            _count += run.Length;
            text = text[run.Length..];
            if (text.IsEmpty)
                continue;
            _afterCarriageReturn = text[0] == '\r';
            _units[_count++] = _afterCarriageReturn ? '\n' : '\uFFFD';
            text = text[1..];
        }
    }

    /// <summary>Forgets what stands before <paramref name="index"/>, when that is worth the copying.</summary>
    public void DropBefore(int index)
    {
        var drop = index - _dropped;
        if (drop < 4_096 || drop * 2 < _count)
            return;
        _units.AsSpan(drop, _count - drop).CopyTo(_units);
        _count -= drop;
        _dropped = index;
    }
}
