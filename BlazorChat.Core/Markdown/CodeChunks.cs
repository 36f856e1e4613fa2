using System.Collections.ObjectModel;
using System.Text;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Cuts growing code into chunks that never change. Where the cuts fall depends on the text alone, not on how it arrived.
/// Not thread-safe.
/// </summary>
public sealed class CodeChunks
{
    /// <summary>A chunk ends with the first line that reaches this many UTF-16 units.</summary>
    public const int TargetUnits = 512;

    /// <summary>A chunk ends inside a line when it reaches this many UTF-16 units.</summary>
    public const int MaxUnits = 4_096;

    private readonly List<string> _closed = [];
    private readonly StringBuilder _rest = new();

    internal CodeChunks() => Closed = new ReadOnlyCollection<string>(_closed);

    internal IReadOnlyList<string> Closed { get; }

    internal string Rest => WellFormedText.Of(_rest.ToString());

    /// <summary>The rest without the first half of a pair whose second half has not arrived.</summary>
    internal string OpenRest => _rest.Length > 0 && char.IsHighSurrogate(_rest[^1]) ? WellFormedText.Of(_rest.ToString(0, _rest.Length - 1)) : Rest;

    internal int Length { get; private set; }

    internal static IReadOnlyList<string> Split(string code)
    {
        var chunks = new CodeChunks();
        chunks.Add(code);
        if (chunks._rest.Length > 0)
            chunks.Close();
        return chunks._closed;
    }

    internal void Add(ReadOnlySpan<char> text)
    {
        Length += text.Length;
        while (!text.IsEmpty)
        {
            var lineEnd = text.IndexOf('\n');
            var piece = text[..Math.Min(lineEnd < 0 ? text.Length : lineEnd + 1, MaxUnits - _rest.Length)];
            _rest.Append(piece);
            text = text[piece.Length..];
            if (piece[^1] == '\n' && _rest.Length >= TargetUnits)
                Close();
            else if (_rest.Length == MaxUnits)
                CloseInsideLine();
        }
    }

    internal string Code()
    {
        var code = new StringBuilder(Length);
        foreach (var chunk in _closed)
            code.Append(chunk);
        return code.Append(Rest).ToString();
    }

    private void CloseInsideLine()
    {
        var last = _rest[^1];
        if (!char.IsHighSurrogate(last))
        {
            Close();
            return;
        }
        _rest.Length--;
        Close();
        _rest.Append(last);
    }

    private void Close()
    {
        _closed.Add(Rest);
        _rest.Clear();
    }
}
