namespace BlazorChat.Core.Markdown;

/// <summary>What the beginning of a line says about the block structure (CommonMark 0.31, chapters 4 and 5).</summary>
internal readonly record struct LineShape
{
    /// <summary>Nothing but spaces and tabs.</summary>
    public bool IsBlank { get; private init; }

    /// <summary>Column of the first character that is no space, tab stops at four.</summary>
    public int Indent { get; private init; }

    /// <summary>An ATX heading.</summary>
    public bool IsHeading { get; private init; }

    /// <summary><c>`</c> or <c>~</c> if the line can open a code fence, else NUL.</summary>
    public char Fence { get; private init; }

    /// <summary>Length of the run of <see cref="Fence"/>.</summary>
    public int FenceLength { get; private init; }

    /// <summary>Where the fence's info string begins in the line.</summary>
    public int InfoStart { get; private init; }

    /// <summary><c>-</c>, <c>*</c>, <c>+</c>, <c>.</c> or <c>)</c> if the line begins a list item, else NUL.</summary>
    public char Marker { get; private init; }

    /// <summary>The number of an ordered item.</summary>
    public int Number { get; private init; }

    /// <summary>The column where the item's content begins.</summary>
    public int ContentIndent { get; private init; }

    /// <summary>The item has nothing behind its marker.</summary>
    public bool IsEmptyItem { get; private init; }

    /// <summary>A thematic break, or the underline of a heading.</summary>
    public bool IsBreak { get; private init; }

    /// <summary>A line of a quote.</summary>
    public bool IsQuote { get; private init; }

    /// <summary>The line under a table's head.</summary>
    public bool IsTableRule { get; private init; }

    /// <summary>What closes the formula that the line begins; null if it begins none.</summary>
    public string? MathClose { get; private init; }

    /// <summary>The line begins a footnote's text.</summary>
    public bool IsNote { get; private init; }

    public bool IsItem => Marker != '\0';

    public bool IsOrdered => Marker is '.' or ')';

    /// <summary>The line begins a block of its own in the middle of a paragraph too.</summary>
    public bool Interrupts => Fence != '\0' || IsHeading || MathClose is not null || IsNote;

    /// <summary>The line may be a row of the table above it.</summary>
    public bool IsRow => !IsBlank && !IsItem && !IsBreak && !IsQuote && !Interrupts;

    /// <summary>Reads a line without its end.</summary>
    public static LineShape Of(ReadOnlySpan<char> line)
    {
        var start = SkipSpace(line, 0, out var indent);
        if (start == line.Length)
            return new LineShape { IsBlank = true };
        var rest = line[start..];
        var first = rest[0];
        var shape = new LineShape { Indent = indent };
        if (indent > 3)
            return shape;
        if (IsThematicBreak(rest))
            return shape with { IsBreak = true };
        if (first is '`' or '~')
        {
            var run = RunLength(rest, first);
            var opens = run >= 3 && line.Length < MarkdownLimits.LineLookUnits && (first == '~' || !rest[run..].Contains('`'));
            return opens ? shape with { Fence = first, FenceLength = run, InfoStart = start + run } : shape;
        }
        if (first == '#')
        {
            var run = RunLength(rest, '#');
            return shape with { IsHeading = run <= 6 && (run == rest.Length || rest[run] is ' ' or '\t') };
        }
        return first switch
        {
            '>' => shape with { IsQuote = true },
            '[' => shape with { IsNote = NoteLine.IsStart(rest) },
            '$' or '\\' => shape with { MathClose = MathLine.CloseOf(rest) },
            _ => WithItem(shape with { IsTableRule = TableRule.Is(rest) }, rest),
        };
    }

    /// <summary>The same line where it may not begin a formula.</summary>
    public LineShape WithoutMath() => this with { MathClose = null };

    /// <summary>True if what follows on this line may still change what <see cref="Of"/> says about it.</summary>
    public static bool IsUndecided(ReadOnlySpan<char> begun)
    {
        var start = SkipSpace(begun, 0, out var indent);
        var rest = begun[start..];
        if (rest.IsEmpty)
            return true;
        if (indent > 3)
            return false;
        var first = rest[0];
        var run = RunLength(rest, first);
        if (first is '`' or '~')
            return run == rest.Length || (run >= 3 && (first == '~' || !rest[run..].Contains('`')));
        if (first is '$' or '\\' or '[')
            return first == '[' ? NoteLine.MayBecomeStart(rest) : MathLine.MayBecomeOpening(rest);
        if (first is '|' or ':' or '-' && TableRule.MayBecome(rest))
            return true;
        if (first is '-' or '*' or '+' or '_')
            return rest.TrimStart([first, ' ', '\t']).IsEmpty;
        if (first == '#')
            return run == rest.Length;
        if (!char.IsAsciiDigit(first))
            return false;
        var digits = DigitCount(rest);
        return digits <= 9 && (digits == rest.Length || (rest[digits] is '.' or ')' && IsSpace(rest[(digits + 1)..])));
    }

    /// <summary>True if the line closes a fence of this kind.</summary>
    public static bool ClosesFence(ReadOnlySpan<char> line, char fence, int length)
    {
        var start = SkipSpace(line, 0, out var indent);
        var run = RunLength(line[start..], fence);
        return indent <= 3 && run >= length && IsSpace(line[(start + run)..]);
    }

    /// <summary>True if the begun line may become the end of a fence, or has not shown its whole indentation.</summary>
    public static bool MayCloseFence(ReadOnlySpan<char> begun, char fence)
    {
        var start = SkipSpace(begun, 0, out var indent);
        return indent <= 3 && IsSpace(begun[(start + RunLength(begun[start..], fence))..]);
    }

    /// <summary>How many units the first <paramref name="columns"/> columns of indentation take, or as many as there are.</summary>
    public static int IndentUnits(ReadOnlySpan<char> line, int columns)
    {
        var column = 0;
        var units = 0;
        while (units < line.Length && column < columns && line[units] is ' ' or '\t')
            column = line[units++] == '\t' ? (column / 4 * 4) + 4 : column + 1;
        return units;
    }

    private static LineShape WithItem(LineShape shape, ReadOnlySpan<char> rest)
    {
        var digits = DigitCount(rest);
        var isOrdered = digits is > 0 and <= 9 && digits < rest.Length && rest[digits] is '.' or ')';
        if (!isOrdered && rest[0] is not ('-' or '*' or '+'))
            return shape;
        var width = isOrdered ? digits + 1 : 1;
        var content = SkipSpace(rest, width, out var space);
        var isEmpty = content == rest.Length;
        if (!isEmpty && space == 0)
            return shape;
        return shape with
        {
            Marker = rest[width - 1],
            Number = isOrdered ? int.Parse(rest[..digits], System.Globalization.CultureInfo.InvariantCulture) : 0,
            IsEmptyItem = isEmpty,
            ContentIndent = shape.Indent + width + (isEmpty || space > 4 ? 1 : space),
        };
    }

    private static bool IsThematicBreak(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not ('-' or '*' or '_') || rest.Length >= MarkdownLimits.LineLookUnits || !rest.TrimStart([rest[0], ' ', '\t']).IsEmpty)
            return false;
        return rest.Count(rest[0]) >= 3;
    }

    private static int SkipSpace(ReadOnlySpan<char> line, int start, out int columns)
    {
        columns = 0;
        for (; start < line.Length && line[start] is ' ' or '\t'; start++)
            columns = line[start] == '\t' ? (columns / 4 * 4) + 4 : columns + 1;
        return start;
    }

    private static bool IsSpace(ReadOnlySpan<char> text) => text.TrimStart([' ', '\t']).IsEmpty;

    private static int RunLength(ReadOnlySpan<char> text, char of)
    {
        var length = text.IndexOfAnyExcept(of);
        return length < 0 ? text.Length : length;
    }

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }
}
