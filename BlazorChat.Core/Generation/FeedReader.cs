using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>Where one reader is, and what it must be told to catch up. Not thread-safe.</summary>
internal sealed class FeedReader(StreamPosition? after)
{
    private StreamPosition? _position = after;
    private MessageStatus? _status;
    private string? _notice;

    /// <summary>Tells the reader to go back where it must, then everything behind its place.</summary>
    public void Catch(int attempt, long attemptOffset, PartSequence parts, List<FeedEvent> events)
    {
        if (_position is not { } position)
        {
            position = new StreamPosition(attempt, 0);
        }
        else if (Common(position, attempt, attemptOffset, parts.Length) is var common && common != position)
        {
            position = common;
            events.Add(new FeedReset(position));
        }

        foreach (var piece in parts.Slice(position.Offset))
        {
            position = new StreamPosition(attempt, piece.End);
            events.Add(new FeedDelta(position, piece.PartIndex, piece.Part));
        }

        _position = position;
    }

    public void Tell(MessageStatus status, string? notice, List<FeedEvent> events)
    {
        if (_status != status) events.Add(new FeedStatus(status));
        if (_notice != notice) events.Add(new FeedNotice(notice));
        (_status, _notice) = (status, notice);
    }

    // Within an attempt the text only grows, so the reader is right up to what survived. Of the attempt before, it is right up to where
    // this one began. Of older ones nothing is known any more.
    private static StreamPosition Common(StreamPosition position, int attempt, long attemptOffset, long length)
    {
        var known = position.Attempt == attempt ? length : position.Attempt == attempt - 1 ? attemptOffset : 0;
        return new StreamPosition(attempt, Math.Min(position.Offset, known));
    }
}
