using System.Text;

namespace BlazorChat.Core.Markdown;

/// <summary>Puts a list or a table together while its items or rows arrive. Not thread-safe.</summary>
internal sealed class GroupBuilder(SegmentRenderer renderer, Segment first)
{
    private const int TargetUnits = 512;

    private readonly List<RenderedSegment> _parts = [];
    private readonly StringBuilder _rest = new();
    private List<string> _pieces = [];
    private string _head = "";
    private bool _isLoose;
    private bool _isProvenLoose;
    private bool _isTaskList;

    /// <summary>The sources of all that was added.</summary>
    public IEnumerable<Segment> Sources => _parts.Select(part => part.Segment);

    /// <summary>Adds an item or a row, and gives what is behind an item without belonging to it.</summary>
    public string Add(RenderedSegment part)
    {
        _isProvenLoose |= part.IsLoose;
        if (_isProvenLoose && !_isLoose)
            RenderAgain(isLoose: true);
        _parts.Add(part);
        return Append(part);
    }

    /// <summary>The whole block.</summary>
    public PiecedBlock Close()
    {
        if (_isLoose && !_isProvenLoose)
            RenderAgain(isLoose: false);
        return ToBlock();
    }

    /// <summary>The block so far, with an item or row that may still change.</summary>
    public PiecedBlock ToBlock(RenderedSegment? open = null, string tail = "")
    {
        if (open is { IsLoose: true } && !_isLoose)
            RenderAgain(isLoose: true);
        var last = open is null ? default : renderer.Finish(open, _isLoose);
        var head = open is { Segment.Kind: SegmentKind.TableHead } ? last.Html : _head;
        var content = new PieceContent(new HtmlPieces(_pieces), _rest.ToString(), open is null || open.Segment.Kind == SegmentKind.TableHead ? "" : last.Html + last.Rest, tail);
        return first.Kind == SegmentKind.Item
            ? new ListBlock(first.Number, _isTaskList || (last.Html is { } html && IsTask(html)), content)
            : new TableBlock(head, content);
    }

    private static bool IsTask(string item) => item.StartsWith("<li class=\"task-list-item\">", StringComparison.Ordinal);

    private string Append(RenderedSegment part)
    {
        var safe = renderer.Finish(part, part.Segment.Kind == SegmentKind.Item && _isLoose);
        if (part.Segment.Kind == SegmentKind.TableHead)
        {
            _head = safe.Html;
            return "";
        }
        part.Safe = null;
        _isTaskList |= IsTask(safe.Html);
        _rest.Append(safe.Html);
        if (_rest.Length >= TargetUnits)
        {
            _pieces.Add(_rest.ToString());
            _rest.Clear();
        }
        return safe.Rest;
    }

    /// <summary>A blank line makes paragraphs of the items before it too. It happens once in a list, or twice, so that the work stays in proportion.</summary>
    private void RenderAgain(bool isLoose)
    {
        _isLoose = isLoose;
        _pieces = [];
        _rest.Clear();
        foreach (var part in _parts)
            Append(part);
    }
}
