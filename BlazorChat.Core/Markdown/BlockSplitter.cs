namespace BlazorChat.Core.Markdown;

/// <summary>
/// Cuts a message into segments that can be parsed one by one, line by line and in one pass. Whole messages and streams pass through
/// it alike, and where it cuts depends on the text alone, not on how it arrived. A block that the budget refuses comes as plain, and so
/// does all that follows when it is spent. Not thread-safe.
/// </summary>
internal sealed class BlockSplitter(ParseBudget budget, Action<Segment> onClosed)
{
    private const int HeldBackUnits = 4;

    private readonly LineBuffer _buffer = new();
    private readonly ListState _list = new();
    private CodeChunks _code = new();
    private string _language = "";
    private LineShape _fence;
    private int? _listStart;
    private int _segmentStart;
    private int _lineStart;
    private int _scanned;
    private int _codeFrom;
    private int _blankLines;
    private bool _isLineKnown;
    private bool _isCodeLine;
    private bool _closesFence;
    private bool _isHeading;

    /// <summary>What the open segment is; <see cref="SegmentKind.None"/> between segments.</summary>
    public SegmentKind OpenKind { get; private set; }

    /// <summary>The open code segment's language.</summary>
    public string OpenLanguage => _language;

    /// <summary>The open code segment's text so far.</summary>
    public CodeChunks OpenCode => _code;

    /// <summary>Where the open segment begins, counted from the beginning of the stream.</summary>
    public int OpenStart => _segmentStart;

    /// <summary>The number that the open segment's first item must have.</summary>
    public int? OpenListStart => _listStart;

    public void Append(ReadOnlySpan<char> text)
    {
        _buffer.Append(text);
        if (_buffer.End > MarkdownLimits.MaxMessageUnits)
            budget.Spend();
        Run(isComplete: false);
    }

    /// <summary>Takes what is there as all there is, and closes the open segment.</summary>
    public void Complete()
    {
        Run(isComplete: true);
        CloseAt(_buffer.End);
        _lineStart = _segmentStart = _scanned = _buffer.End;
        _isLineKnown = false;
    }

    /// <summary>The end of the open text, without a begun line that would not belong to it if it stayed as it is.</summary>
    public int OpenEnd()
    {
        var end = _buffer.End;
        if (_isLineKnown || end == _lineStart)
            return WithoutHalfPair(end);
        // "Text, line end, dash" is a heading until the next character makes it a list: such a beginning is not shown yet.
        if (OpenKind == SegmentKind.Text && end - _lineStart < HeldBackUnits)
            return _lineStart;
        var shape = LineShape.Of(_buffer[_lineStart, end]);
        var belongs = OpenKind == SegmentKind.None ? shape is { Fence: '\0', IsBlank: false } : !Ends(shape);
        return belongs ? WithoutHalfPair(end) : _lineStart;
    }

    /// <summary>The open text up to <paramref name="end"/>.</summary>
    public string OpenText(int start, int end) => _buffer[start, end].ToString();

    private int WithoutHalfPair(int end) => end > _segmentStart && char.IsHighSurrogate(_buffer[end - 1, end][0]) ? end - 1 : end;

    private void Run(bool isComplete)
    {
        while (true)
        {
            var found = _buffer[_scanned, _buffer.End].IndexOf('\n');
            var lineEnd = found < 0 ? _buffer.End : _scanned + found;
            _scanned = lineEnd;
            if (found < 0 && lineEnd == _lineStart)
                return;
            if (!_isLineKnown)
            {
                var line = _buffer[_lineStart, Math.Min(lineEnd, _lineStart + MarkdownLimits.LineLookUnits)];
                if (found < 0 && !isComplete && line.Length < MarkdownLimits.LineLookUnits && IsUndecided(line))
                    return;
                BeginLine(line);
                _isLineKnown = true;
            }
            TakeUntil(found < 0 ? lineEnd : lineEnd + 1);
            if (found < 0 && !isComplete)
                return;
            EndLine(found < 0 ? lineEnd : lineEnd + 1);
        }
    }

    private bool IsUndecided(ReadOnlySpan<char> begun) =>
        OpenKind == SegmentKind.Fenced ? LineShape.MayCloseFence(begun, _fence.Fence) : LineShape.IsUndecided(begun);

    private void BeginLine(ReadOnlySpan<char> line)
    {
        if (OpenKind == SegmentKind.Fenced)
        {
            _closesFence = LineShape.ClosesFence(line, _fence.Fence, _fence.FenceLength);
            BeginCodeLine(!_closesFence, LineShape.IndentUnits(line, _fence.Indent));
            return;
        }
        var shape = LineShape.Of(line);
        int? continued = null;
        if (OpenKind != SegmentKind.None && Ends(shape))
        {
            continued = _list.NumberOfNext(shape);
            CloseAt(_lineStart);
        }
        if (OpenKind == SegmentKind.None)
            Open(shape, line, continued);
        else if (OpenKind == SegmentKind.Text)
            _list.Continue(shape);
        if (OpenKind != SegmentKind.Indented)
            return;
        if (shape.IsBlank)
            _blankLines++;
        else
            _code.Add(new string('\n', _blankLines));
        _blankLines = shape.IsBlank ? _blankLines : 0;
        BeginCodeLine(!shape.IsBlank, LineShape.IndentUnits(line, 4));
    }

    private void BeginCodeLine(bool isCode, int indentUnits)
    {
        _isCodeLine = isCode;
        _codeFrom = _lineStart + indentUnits;
    }

    private void Open(LineShape shape, ReadOnlySpan<char> line, int? continuedNumber)
    {
        _segmentStart = _lineStart;
        _language = "";
        _listStart = null;
        if (shape.IsBlank)
            return;
        if (budget.IsSpent)
        {
            OpenKind = SegmentKind.Plain;
            return;
        }
        if (shape.Fence != '\0')
        {
            OpenKind = SegmentKind.Fenced;
            _fence = shape;
            _language = FenceLanguage.Of(line[shape.InfoStart..]);
            _isCodeLine = false;
            return;
        }
        OpenKind = shape.Indent > 3 ? SegmentKind.Indented : SegmentKind.Text;
        _isHeading = shape.IsHeading;
        _listStart = continuedNumber;
        _list.Begin(shape, continuedNumber);
    }

    /// <summary>True if the open segment ends before a line of this shape.</summary>
    private bool Ends(LineShape shape) => OpenKind switch
    {
        SegmentKind.Indented => !shape.IsBlank && shape.Indent < 4,
        SegmentKind.Plain => !budget.IsSpent && (shape.IsBlank || shape.Fence != '\0'),
        SegmentKind.Text => _list.Ends(shape, _lineStart - _segmentStart),
        _ => false,
    };

    private void TakeUntil(int end)
    {
        if (OpenKind is SegmentKind.Fenced or SegmentKind.Indented)
        {
            if (_isCodeLine && end > _codeFrom)
            {
                _code.Add(_buffer[_codeFrom, end]);
                _codeFrom = end;
            }
            return;
        }
        while (OpenKind is SegmentKind.Text or SegmentKind.Plain && end - _segmentStart > MarkdownLimits.MaxBlockUnits)
        {
            OpenKind = SegmentKind.Plain;
            CloseAt(WithoutHalfPair(_segmentStart + MarkdownLimits.MaxBlockUnits));
            OpenKind = SegmentKind.Plain;
            _isHeading = false;
        }
    }

    private void EndLine(int next)
    {
        if (_closesFence || (_isHeading && OpenKind == SegmentKind.Text))
            CloseAt(next);
        _lineStart = next;
        _isLineKnown = false;
        if (OpenKind == SegmentKind.None)
            _segmentStart = next;
        _scanned = next;
        _buffer.DropBefore(OpenKind is SegmentKind.Text or SegmentKind.Plain ? _segmentStart : next);
    }

    private void CloseAt(int end)
    {
        var kind = OpenKind;
        OpenKind = SegmentKind.None;
        if (kind is SegmentKind.Fenced or SegmentKind.Indented)
        {
            budget.ChargeBlock();
            onClosed(new Segment(kind, _code.Code(), _language));
            _code = new CodeChunks();
            _closesFence = false;
            _blankLines = 0;
        }
        else if (kind != SegmentKind.None && end > _segmentStart)
        {
            var text = _buffer[_segmentStart, end];
            var isParsed = kind == SegmentKind.Text && budget.TryCharge(text);
            onClosed(new Segment(isParsed ? kind : SegmentKind.Plain, text.ToString(), ListStart: _listStart));
        }
        _segmentStart = end;
    }
}
