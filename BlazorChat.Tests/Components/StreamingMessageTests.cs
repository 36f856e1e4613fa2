using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Markdown;
using BlazorChat.Web.Components.State;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

public sealed class StreamingMessageTests : ComponentTest
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly List<MessageStatus> _ends = [];

    [Fact]
    public void StreamingMessage_BeforeTheFirstToken_ShowsThatItWaits()
    {
        var message = Stream();

        Assert.NotEmpty(message.FindAll(".waiting"));
    }

    [Fact]
    public async Task StreamingMessage_ManyDeltasInOneInterval_ArePaintedTogether()
    {
        var message = Stream();
        Feed.WriteText("Begin");
        message.WaitForAssertion(() => Assert.Contains("Begin", message.Markup, StringComparison.Ordinal));
        var text = message.FindComponent<MarkdownBlockView>();
        var before = text.RenderCount;

        for (var i = 0; i < 200; i++) Feed.WriteText(" word");
        Feed.WriteText(" done");
        Assert.DoesNotContain("done", message.Markup, StringComparison.Ordinal);
        await AdvanceUntilAsync(message, () => message.Markup.Contains("done", StringComparison.Ordinal));

        Assert.InRange(text.RenderCount - before, 1, 2);
    }

    [Fact]
    public async Task StreamingMessage_WhatComesBeforeItsTurn_IsPaintedWithIt()
    {
        var message = Stream();
        Feed.WriteText("One");
        await AdvanceUntilAsync(message, () => message.Markup.Contains("One", StringComparison.Ordinal));
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Time.TimerSet += (_, _) => waits.TrySetResult();
        Feed.WriteText(" two");
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var text = message.FindComponent<MarkdownBlockView>();
        var before = text.RenderCount;

        Feed.WriteText(" three");
        Time.Advance(Interval);
        message.WaitForAssertion(() => Assert.Contains("two", message.Markup, StringComparison.Ordinal));

        Assert.Contains("One two three", message.Markup, StringComparison.Ordinal);
        Assert.Equal(before + 1, text.RenderCount);
    }

    [Fact]
    public async Task StreamingMessage_Reset_ReplacesWhatComesAfterThePosition()
    {
        var message = Stream();
        Feed.WriteText("Hello wrold");

        Feed.Write(new FeedReset(new StreamPosition(2, 6)));
        Feed.WriteText("world");
        await AdvanceUntilAsync(message, () => message.FindAll(".md") is [var text] && text.TextContent.Trim() == "Hello world");
    }

    [Fact]
    public async Task StreamingMessage_ResetToTheBeginning_ForgetsEveryPart()
    {
        var message = Stream();
        Feed.Write(new FeedDelta(new StreamPosition(1, 4), 0, new ReasoningPart("Hmm.")));
        Feed.WriteText("Old", part: 1);

        Feed.Write(new FeedReset(new StreamPosition(2, 0)));
        Feed.WriteText("New");
        await AdvanceUntilAsync(message, () => message.Markup.Contains("New", StringComparison.Ordinal));

        Assert.DoesNotContain("Old", message.Markup, StringComparison.Ordinal);
        Assert.Empty(message.FindAll("details"));
    }

    [Fact]
    public async Task StreamingMessage_End_IsRaisedOnceAndTakesTheCaretAway()
    {
        var message = Stream();
        Feed.WriteText("All of it.");
        message.WaitForAssertion(() => Assert.NotEmpty(message.FindAll(".live")));

        Feed.Write(new FeedEnd(MessageStatus.Completed, "stop"));
        await AdvanceUntilAsync(message, () => _ends.Count > 0);

        Assert.Equal([MessageStatus.Completed], _ends);
        Assert.Empty(message.FindAll(".live"));
        Assert.Contains("All of it.", message.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamingMessage_StorageFull_SaysSoUntilItIsOver()
    {
        var message = Stream();

        Feed.Write(new FeedNotice("storage_full"));
        await AdvanceUntilAsync(message, () => message.FindAll(".notice").Count == 1);

        Feed.Write(new FeedNotice(null));
        await AdvanceUntilAsync(message, () => message.FindAll(".notice").Count == 0);
    }

    [Fact]
    public void StreamingMessage_FeedBreaks_OffersToReadAgain()
    {
        var message = Stream();

        Feed.Fail(new IOException("gone"));

        message.WaitForAssertion(() => Assert.NotEmpty(message.FindAll(".notice button")));
        Assert.Empty(_ends);
    }

    [Fact]
    public async Task StreamingMessage_Disposed_LeavesTheFeedAndItsPlace()
    {
        var load = Services.GetRequiredService<StreamingLoad>();
        var message = Stream();
        message.WaitForAssertion(() => Assert.Equal(1, load.Count));

        await DisposeComponentsAsync();

        await Feed.Left.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, load.Count);
        Assert.Empty(_ends);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(16, 50)]
    [InlineData(40, 125)]
    [InlineData(400, 250)]
    public void StreamingLoad_Interval_GrowsWithTheNumberOfAnswers(int count, int milliseconds)
    {
        var load = new StreamingLoad();

        for (var i = 0; i < count; i++) load.Enter();

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), load.Interval);
    }

    private event EventHandler? Ended;

    private IRenderedComponent<StreamingMessage> Stream() => Render<StreamingMessage>(parameters => parameters
        .Add(message => message.Caller, Caller)
        .Add(message => message.MessageId, Guid.CreateVersion7())
        .Add(message => message.OnEnded, status =>
        {
            _ends.Add(status);
            Ended?.Invoke(this, EventArgs.Empty);
        }));

    /// <summary>Lets the paints come that are due, until they show what is wanted.</summary>
    private async Task AdvanceUntilAsync(IRenderedComponent<StreamingMessage> message, Func<bool> isReached)
    {
        using var somethingHappened = new SemaphoreSlim(0);
        void Tell(object? sender, EventArgs args) => somethingHappened.Release();
        message.OnAfterRender += Tell;
        Time.TimerSet += Tell;
        Ended += Tell;
        try
        {
            while (!isReached())
            {
                if (Time.Waiting > 0) Time.Advance(Interval);
                else Assert.True(await somethingHappened.WaitAsync(TimeSpan.FromSeconds(10)), message.Markup);
            }
        }
        finally
        {
            message.OnAfterRender -= Tell;
            Time.TimerSet -= Tell;
            Ended -= Tell;
        }
    }
}
