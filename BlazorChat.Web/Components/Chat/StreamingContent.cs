using BlazorChat.Core.Generation;
using BlazorChat.Core.Markdown;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What a reader of a generation has so far. Used from the page's own context only.</summary>
internal sealed class StreamingContent(MarkdownRenderer renderer)
{
    private readonly List<StreamingPart> _parts = [];
    private bool _isFinished;

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<StreamingPart> Parts => _parts;

    /// <summary>The generation's state.</summary>
    public MessageStatus Status { get; private set; }

    /// <summary>What the server has to say while it works; null where nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>The parts that came in one piece, from one of them up to the next that grows: some of them are shown as one. An error is shown at the end only.</summary>
    public IReadOnlyList<MessagePart> WholeFrom(int index)
    {
        var parts = _parts.Skip(index).TakeWhile(part => part is WholePart).Cast<WholePart>().Select(whole => whole.Part).ToList();
        return index + parts.Count == _parts.Count ? parts : [.. parts.Where(part => part is not ErrorPart)];
    }

    /// <summary>Takes the next event; none behind <see cref="Finish"/>.</summary>
    public void Apply(FeedEvent next)
    {
        if (_isFinished) return;
        switch (next)
        {
            case FeedReset reset:
                CutTo(reset.Position.Offset);
                break;
            case FeedStatus status:
                Status = status.Status;
                break;
            case FeedNotice notice:
                Notice = notice.Code;
                break;
            case FeedDelta delta when delta.PartIndex < _parts.Count:
                if (!_parts[delta.PartIndex].TryAppend(delta.Part)) _parts[delta.PartIndex] = StreamingPart.Begin(delta.Part, renderer);
                break;
            case FeedDelta delta:
                _parts.Add(StreamingPart.Begin(delta.Part, renderer));
                break;
            case FeedEnd end:
                (Status, Notice) = (end.Status, null);
                foreach (var part in _parts) part.Complete();
                break;
        }
    }

    /// <summary>Takes what was kept of an answer that has ended: what was streamed stays where it is the same.</summary>
    public void Finish(MessageStatus status, IReadOnlyList<MessagePart> kept)
    {
        (Status, Notice, _isFinished) = (status, null, true);
        for (var i = 0; i < kept.Count; i++)
        {
            if (i == _parts.Count) _parts.Add(StreamingPart.Begin(kept[i], renderer));
            else if (!_parts[i].TryFinish(kept[i])) _parts[i] = StreamingPart.Begin(kept[i], renderer);
            _parts[i].Complete();
        }

        _parts.RemoveRange(kept.Count, _parts.Count - kept.Count);
    }

    /// <summary>Drops everything after a position.</summary>
    private void CutTo(long offset)
    {
        var start = 0L;
        for (var i = 0; i < _parts.Count; i++)
        {
            var length = _parts[i].Length;
            if (start + length > offset || start >= offset)
            {
                var rest = offset > start ? _parts[i].CutTo((int)(offset - start)) : null;
                _parts.RemoveRange(i, _parts.Count - i);
                if (rest is not null) _parts.Add(rest);
                return;
            }

            start += length;
        }
    }
}
