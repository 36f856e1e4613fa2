using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Tests.Generation;

public sealed class LiveMessageTests
{
    private readonly LiveMessage _live = new(Guid.CreateVersion7());

    [Fact]
    public void Observe_ByASlowReader_GivesAllThatCameInOnePiece()
    {
        Begin(attempt: 1);
        foreach (var piece in new[] { "a", "b", "c" }) _live.Append(new TextPart(piece));

        var (events, waits) = Observe(new FeedReader(null));

        Assert.Equal([new FeedDelta(new StreamPosition(1, 3), 0, new TextPart("abc")), new FeedStatus(MessageStatus.Running)], events);
        Assert.NotNull(waits);
    }

    [Fact]
    public async Task Observe_WhenSomethingComes_WakesTheReaderAndGivesOnlyTheNew()
    {
        Begin(attempt: 1);
        _live.Append(new TextPart("old"));
        var reader = new FeedReader(null);
        var (_, waits) = Observe(reader);

        _live.Append(new TextPart(" new"));

        await waits!.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([new FeedDelta(new StreamPosition(1, 7), 0, new TextPart(" new"))], Observe(reader).Events);
    }

    [Theory]
    [InlineData("1.3", null, "defgh")] // Where it was.
    [InlineData("1.8", null, "")] // Has all.
    [InlineData("1.9", "1.8", "")] // Ahead of what survived.
    public void Observe_AfterAPositionOfThisAttempt_GoesOnThere(string after, string? reset, string rest)
    {
        Begin(attempt: 1);
        _live.Append(new TextPart("abcdefgh"));
        AssertCatchesUp(after, reset, rest);
    }

    [Theory]
    [InlineData("1.3", "2.3", "defgh")] // Behind the place where this attempt began: the text is the same up to there.
    [InlineData("1.7", "2.5", "fgh")] // Ahead of it: what came after was lost.
    [InlineData("2.6", null, "gh")]
    public void Observe_AfterAPositionOfTheAttemptBefore_GoesBackToWhereThisOneBegan(string after, string? reset, string rest)
    {
        Begin(attempt: 2, new TextPart("abcde"));
        _live.Append(new TextPart("fgh"));
        AssertCatchesUp(after, reset, rest);
    }

    [Fact]
    public void Observe_AfterAPositionOfAnOlderAttempt_BeginsAgain()
    {
        Begin(attempt: 3, new TextPart("abcde"));
        AssertCatchesUp("1.4", "3.0", "abcde");
    }

    [Fact]
    public void Observe_OfAnEndedMessage_TellsTheEndLastAndWaitsForNothing()
    {
        Begin(attempt: 1);
        _live.Append(new TextPart("x"));
        _live.End(new FeedEnd(MessageStatus.Completed, "stop"));

        var (events, waits) = Observe(new FeedReader(null));

        Assert.Equal(new FeedEnd(MessageStatus.Completed, "stop"), events[^1]);
        Assert.Null(waits);
    }

    private void Begin(int attempt, params MessagePart[] existing) => _live.Begin(new Message
    {
        Attempt = attempt,
        AttemptOffset = existing.Sum(part => part.Length),
        Parts = existing,
    });

    private void AssertCatchesUp(string after, string? reset, string rest)
    {
        Assert.True(StreamPosition.TryParse(after, out var position));
        var (events, _) = Observe(new FeedReader(position));
        Assert.Equal(reset, events.OfType<FeedReset>().SingleOrDefault()?.Position.ToString());
        Assert.Equal(rest, string.Concat(events.OfType<FeedDelta>().Select(delta => ((TextPart)delta.Part).Text)));
    }

    private (List<FeedEvent> Events, Task? Waits) Observe(FeedReader reader)
    {
        var events = new List<FeedEvent>();
        var waits = _live.Observe(reader, events);
        return (events, waits);
    }
}
