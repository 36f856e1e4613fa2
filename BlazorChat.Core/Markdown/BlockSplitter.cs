namespace BlazorChat.Core.Markdown;

/// <summary>
/// Cuts a message into segments that can be parsed one by one, line by line and in one pass: blocks, the items of a list and the rows of
/// a table. Whole messages and streams pass through it alike, and where it cuts depends on the text alone, not on how it arrived. A
/// block that the budget refuses comes as plain, and so does all that follows when it is spent. Not thread-safe.
/// </summary>
internal sealed class BlockSplitter(ParseBudget budget, Action<Segment> onClosed)
{
    private const int HeldBackUnits = 4;

    private readonly LineBuffer _buffer = new();
    private readonly SegmentOutput _output = new(budget, onClosed);
    private readonly CodeState _code = new();
    private readonly ListState _list = new();
    private readonly TableState _table = new();
    private readonly MathState _math = new();
    private LineShape _first;
    private int _segmentStart;
    private int _lineStart;
    private int _scanned;
    private bool _isLineKnown;
    private bool _isAfterBlank;

    /// <summary>What the open segment is; <see cref="SegmentKind.None"/> between segments.</summary>
    public SegmentKind OpenKind { get; private set; }

    /// <summary>The open code segment.</summary>
    public CodeState OpenCode => _code;

    /// <summary>Where the open segment begins, counted from the beginning of the stream.</summary>
    public int OpenStart => _segmentStart;

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
        while (OpenKind == SegmentKind.Math)
        {
            GiveUpMath(_buffer.End);
            Run(isComplete: true);
        }
        CloseAt(_buffer.End);
        _output.EndGroup();
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
        if (OpenKind is SegmentKind.Text or SegmentKind.Item && end - _lineStart < HeldBackUnits)
            return _lineStart;
        var shape = Shape(_buffer[_lineStart, end]);
        var belongs = OpenKind == SegmentKind.None ? _output.Group == SegmentKind.None && shape is { Fence: '\0', IsBlank: false, MathClose: null } : !Ends(shape);
        return belongs ? WithoutHalfPair(end) : _lineStart;
    }

    /// <summary>The open text up to <paramref name="end"/>, as a segment would hold it.</summary>
    public Segment OpenSegment(int end) => Cut(OpenKind == SegmentKind.None ? SegmentKind.Text : OpenKind, end);

    /// <summary>The text between two places in the open segment.</summary>
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
            var next = found < 0 ? lineEnd : lineEnd + 1;
            if (!TakeUntil(next))
                continue;
            if (found < 0 && !isComplete)
                return;
            EndLine(next);
        }
    }

    private bool IsUndecided(ReadOnlySpan<char> begun) => OpenKind == SegmentKind.Fenced ? _code.IsUndecided(begun) : LineShape.IsUndecided(begun);

    private LineShape Shape(ReadOnlySpan<char> line)
    {
        var shape = LineShape.Of(line);
        return shape.MathClose is { } close && _math.Refuses(close, _lineStart) ? shape.WithoutMath() : shape;
    }

    private void BeginLine(ReadOnlySpan<char> line)
    {
        if (OpenKind == SegmentKind.Math)
        {
            _math.BeginLine(line, _lineStart);
            return;
        }
        if (OpenKind == SegmentKind.Fenced)
        {
            _code.BeginFencedLine(line, _lineStart);
            return;
        }
        var shape = Shape(line);
        if (OpenKind == SegmentKind.Text && _table.BeginsWith(shape))
        {
            CloseAt(_table.HeadStart);
            OpenKind = SegmentKind.TableHead;
            return;
        }
        if (OpenKind != SegmentKind.None && Ends(shape))
            CloseAt(_lineStart);
        if (OpenKind == SegmentKind.None)
            Open(shape, line);
        else
            Continue(shape);
        if (OpenKind == SegmentKind.Indented)
            _code.BeginIndentedLine(shape, line, _lineStart);
    }

    private void Open(LineShape shape, ReadOnlySpan<char> line)
    {
        _segmentStart = _lineStart;
        var continues = !budget.IsSpent && (_output.Group == SegmentKind.Item ? _list.IsNext(shape) : _output.Group == SegmentKind.Row && shape.IsRow);
        _isAfterBlank = continues && _list.IsAfterBlank;
        if (!continues)
            _output.EndGroup();
        if (shape.IsBlank)
            return;
        _first = shape;
        OpenKind = KindOf(shape);
        if (OpenKind is SegmentKind.Item or SegmentKind.Note)
            _list.Begin(shape);
        else if (OpenKind == SegmentKind.Math)
            _math.Begin(shape.MathClose!, _lineStart);
        else if (OpenKind is SegmentKind.Fenced or SegmentKind.Indented)
            _code.Begin(shape, line);
        else if (OpenKind == SegmentKind.Text)
            _table.BeginText(shape);
    }

    private SegmentKind KindOf(LineShape shape)
    {
        if (budget.IsSpent)
            return SegmentKind.Plain;
        if (_output.Group == SegmentKind.Row)
            return SegmentKind.Row;
        if (shape.Fence != '\0')
            return SegmentKind.Fenced;
        if (shape.Indent > 3)
            return SegmentKind.Indented;
        if (shape.IsItem)
            return SegmentKind.Item;
        if (shape.MathClose is not null)
            return SegmentKind.Math;
        return shape.IsNote ? SegmentKind.Note : SegmentKind.Text;
    }

    private void Continue(LineShape shape)
    {
        if (OpenKind is SegmentKind.Item or SegmentKind.Note)
            _list.Continue(shape);
        else if (OpenKind == SegmentKind.Text)
            _table.Continue(shape);
    }

    /// <summary>True if the open segment ends before a line of this shape.</summary>
    private bool Ends(LineShape shape) => OpenKind switch
    {
        SegmentKind.Indented => !shape.IsBlank && shape.Indent < 4,
        SegmentKind.Plain => budget.IsSpent ? shape.IsBlank && _lineStart - _segmentStart > MarkdownLimits.EagerOpenUnits : shape.IsBlank || shape.Fence != '\0',
        SegmentKind.Text => shape.IsBlank || shape.Interrupts || ListState.CanInterruptParagraph(shape) || _table.BeginsWith(shape),
        SegmentKind.Item => _list.Ends(shape),
        SegmentKind.Note => NoteLine.Ends(shape, _list.IsAfterBlank),
        _ => false,
    };

    /// <summary>Takes the line up to here; false if it has to be read anew.</summary>
    private bool TakeUntil(int end)
    {
        if (OpenKind is SegmentKind.Fenced or SegmentKind.Indented)
        {
            _code.TakeUntil(end, _buffer);
            return true;
        }
        if (OpenKind == SegmentKind.Math && _math.FailsBefore(end) is { } place)
        {
            GiveUpMath(place);
            return false;
        }
        while (OpenKind != SegmentKind.None && end - _segmentStart > MarkdownLimits.MaxBlockUnits)
        {
            OpenKind = SegmentKind.Plain;
            _output.EndGroup();
            CloseAt(WithoutHalfPair(_segmentStart + MarkdownLimits.MaxBlockUnits));
            OpenKind = SegmentKind.Plain;
        }
        return true;
    }

    private void EndLine(int next)
    {
        if (IsLastLine(next))
            CloseAt(next);
        else if (OpenKind == SegmentKind.Text)
            _table.EndLine(_lineStart, _buffer[_lineStart, next]);
        _lineStart = next;
        _isLineKnown = false;
        if (OpenKind == SegmentKind.None)
            _segmentStart = next;
        _scanned = next;
        _buffer.DropBefore(OpenKind is SegmentKind.Fenced or SegmentKind.Indented ? next : _segmentStart);
    }

    private bool IsLastLine(int next) => OpenKind switch
    {
        SegmentKind.Fenced => _code.IsClosed,
        SegmentKind.Text => _first.IsHeading || _first.IsBreak,
        SegmentKind.Math => _lineStart > _segmentStart && _math.IsClosedBy(_buffer[_lineStart, next]),
        SegmentKind.TableHead or SegmentKind.Row => true,
        _ => false,
    };

    private void GiveUpMath(int place)
    {
        _math.Refuse(place);
        OpenKind = SegmentKind.None;
        _lineStart = _scanned = _segmentStart;
        _isLineKnown = false;
    }

    private void CloseAt(int end)
    {
        var kind = OpenKind;
        OpenKind = SegmentKind.None;
        if (kind is SegmentKind.Fenced or SegmentKind.Indented)
        {
            _output.AddCode(new Segment(kind, _code.Chunks.Code(), _code.Language));
        }
        else if (kind != SegmentKind.None && end > _segmentStart)
        {
            _output.AddText(Cut(kind == SegmentKind.Math ? SegmentKind.Text : kind, end));
        }
        _segmentStart = end;
    }

    private Segment Cut(SegmentKind kind, int end)
    {
        var text = _buffer[_segmentStart, end].ToString();
        return kind switch
        {
            SegmentKind.Item => new Segment(kind, text, Number: _first.IsOrdered ? _first.Number : null, IsAfterBlank: _isAfterBlank),
            SegmentKind.Row => new Segment(kind, text, Head: _output.TableHead),
            _ => new Segment(kind, text),
        };
    }
}
