namespace BlazorChat.Core.Markdown;

/// <summary>The open code segment of a splitter: which part of each line is code, and what closes it (CommonMark 4.4 and 4.5).</summary>
internal sealed class CodeState
{
    private LineShape _fence;
    private int _from;
    private int _blankLines;
    private bool _isCodeLine;

    /// <summary>The first word of the fence.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The code so far.</summary>
    public CodeChunks Chunks { get; private set; } = new();

    /// <summary>The line that was begun last closes the fence.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Begins code; a fence, or a line that is indented.</summary>
    public void Begin(LineShape shape, ReadOnlySpan<char> line)
    {
        _fence = shape;
        _isCodeLine = false;
        _blankLines = 0;
        Chunks = new CodeChunks();
        IsClosed = false;
        Language = shape.Fence == '\0' ? "" : FenceLanguage.Of(line[shape.InfoStart..]);
    }

    /// <summary>True if it cannot be told yet whether the line closes the fence, or where its code begins.</summary>
    public bool IsUndecided(ReadOnlySpan<char> begun) => LineShape.MayCloseFence(begun, _fence.Fence);

    /// <summary>Begins a line between fences.</summary>
    public void BeginFencedLine(ReadOnlySpan<char> line, int start)
    {
        IsClosed = LineShape.ClosesFence(line, _fence.Fence, _fence.FenceLength);
        _isCodeLine = !IsClosed;
        _from = start + LineShape.IndentUnits(line, _fence.Indent);
    }

    /// <summary>Begins a line of indented code; blank ones count only where code follows.</summary>
    public void BeginIndentedLine(LineShape shape, ReadOnlySpan<char> line, int start)
    {
        _isCodeLine = !shape.IsBlank;
        _from = start + LineShape.IndentUnits(line, 4);
        if (_isCodeLine)
            Chunks.Add(new string('\n', _blankLines));
        _blankLines = shape.IsBlank ? _blankLines + 1 : 0;
    }

    /// <summary>Takes the line up to here.</summary>
    public void TakeUntil(int end, LineBuffer buffer)
    {
        if (!_isCodeLine || end <= _from)
            return;
        Chunks.Add(buffer[_from, end]);
        _from = end;
    }
}
