namespace BlazorChat.Core.Markdown;

/// <summary>
/// Follows a formula of several lines from its opening line. What does not close in time, or has a code fence in it, is no formula; that
/// is remembered, so that the same text is not looked through for every opening in it.
/// </summary>
internal sealed class MathState
{
    private readonly Dictionary<string, int> _refusedBefore = [];
    private string _close = "";
    private int _limit;

    /// <summary>True if a formula that this closes may not begin here.</summary>
    public bool Refuses(string close, int at) => at < _refusedBefore.GetValueOrDefault(close);

    /// <summary>Begins a formula.</summary>
    public void Begin(string close, int start) => (_close, _limit) = (close, start + MarkdownLimits.MaxMathUnits);

    /// <summary>Begins a line of it.</summary>
    public void BeginLine(ReadOnlySpan<char> line, int start) => _limit = LineShape.Of(line).Fence == '\0' ? _limit : Math.Min(_limit, start);

    /// <summary>Where the formula turned out to be none, if that is before this place.</summary>
    public int? FailsBefore(int end) => end > _limit ? _limit : null;

    /// <summary>True if the line is the formula's last.</summary>
    public bool IsClosedBy(ReadOnlySpan<char> line) => MathLine.EndIn(line, _close) >= 0;

    /// <summary>Gives up a formula that did not close before this place.</summary>
    public void Refuse(int before) => _refusedBefore[_close] = before;
}
