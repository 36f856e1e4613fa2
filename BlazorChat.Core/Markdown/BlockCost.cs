using System.Buffers;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Estimates in one pass what parsing a block costs, in the time of one ordinary character. Markdig 1.6 is quadratic in what is counted
/// here (measured; the divisors are those measurements), and it cannot be interrupted once it runs.
/// </summary>
internal ref struct BlockCost
{
    /// <summary>What a block costs however short it is.</summary>
    public const int PerBlock = 42;

    private const int LinkLookUnits = 500;

    private static readonly SearchValues<char> Special = SearchValues.Create("*_~[]()`<&|\\\n:$!@.");

    private readonly ReadOnlySpan<char> _text;
    private long _emphasis;
    private long _brackets;
    private long _unclosedLinks;
    private long _autolinks;
    private long _tokens;
    private long _lines;
    private long _pipes;
    private long _firstLinePipes;
    private long _nested;
    private int _depth;

    private BlockCost(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The estimate; <see cref="long.MaxValue"/> where quotes and lists nest more deeply on one line than anybody writes.</summary>
    public static long Of(ReadOnlySpan<char> text)
    {
        var cost = new BlockCost(text);
        return cost.Count();
    }

    private long Count()
    {
        if (!CountNesting(0))
            return long.MaxValue;
        for (var i = 0; i < _text.Length; i++)
        {
            var skip = _text[i..].IndexOfAny(Special);
            if (skip < 0)
                break;
            i += skip;
            if (!CountAt(i))
                return long.MaxValue;
        }
        return Sum();
    }

    private bool CountAt(int i)
    {
        _tokens++;
        switch (_text[i])
        {
            case '*' or '_' or '~':
                _emphasis += i == 0 || _text[i - 1] != _text[i] ? 1 : 0;
                break;
            case '[':
                _brackets++;
                break;
            case '(' when i > 0 && _text[i - 1] == ']':
                _unclosedLinks += _text[i..Math.Min(_text.Length, i + LinkLookUnits)].Contains(')') ? 0 : 1;
                break;
            case ':' or '.':
                _autolinks += EndsWithLinkStart(_text[..(i + 1)]) ? 1 : 0;
                break;
            case '|':
                _pipes++;
                _firstLinePipes += _lines == 0 ? 1 : 0;
                break;
            case '\n':
                _lines++;
                return CountNesting(i + 1);
        }
        return true;
    }

    private long Sum() => PerBlock + _text.Length + (2 * _tokens) + (10 * _lines) + (4 * _pipes) + (25 * _nested) + (20 * (_autolinks + _brackets))
        + (_emphasis * _emphasis / 100)
        + (_brackets * _brackets / 50)
        + (_autolinks * _tokens / 100)
        + (_unclosedLinks * _text.Length / 200)
        + (_lines * _depth / 4)
        + (_lines * Math.Min(_firstLinePipes, _pipes) / 4);

    private static bool EndsWithLinkStart(ReadOnlySpan<char> text) =>
        text.EndsWith("www.") || text.EndsWith("http:") || text.EndsWith("https:") || text.EndsWith("ftp:") || text.EndsWith("mailto:") || text.EndsWith("tel:");

    /// <summary>Reads the markers of quotes and items at the beginning of a line.</summary>
    private bool CountNesting(int start)
    {
        var depth = 0;
        var spaces = 0;
        for (var i = start; i < _text.Length; i++)
        {
            var unit = _text[i];
            if (unit is ' ' or '\t')
            {
                spaces += unit == '\t' ? 4 : 1;
                continue;
            }
            var isMarker = unit is '>' or '-' or '*' or '+' || (unit is '.' or ')' && i > start && char.IsAsciiDigit(_text[i - 1]));
            if (isMarker && ++depth > MarkdownLimits.MaxMarkersPerLine)
                return false;
            if (!isMarker && !char.IsAsciiDigit(unit))
                break;
        }
        _nested += Math.Max(0, depth - 1);
        if (depth > 0)
            _depth = Math.Max(_depth, depth + (spaces / 2));
        return _depth <= MarkdownLimits.MaxNesting;
    }
}
