using System.Text.RegularExpressions;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Markdown;
using BlazorChat.Web.Components.State;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Components;

/// <summary>The end of an answer that streamed: what stands on the page stays, and is what a later page shows.</summary>
public sealed partial class StreamedAnswerTests : ComponentTest
{
    private static readonly string Paragraphs = string.Concat(Enumerable.Range(0, 3 * MarkdownBlockGroup.Size).Select(i => $"Paragraph {i}.\n\n"));
    private static readonly string Pieces = string.Concat(Enumerable.Range(0, 300).Select(i => $"- item {i} of a long list\n"));

    private int _ends;

    private event EventHandler? Ended;

    [Fact]
    public async Task Answer_ThatEnds_PaintsNothingAgainThatIsClosed()
    {
        var text = Paragraphs + Pieces;
        var (item, running) = Begin();
        await StreamAsync(item, text);
        var groups = item.FindComponents<MarkdownBlockGroup>();
        var painted = groups.Select(group => group.RenderCount).ToList(); // Twice where it was not full yet when it was painted first.
        var pieces = item.FindComponents<HtmlPiece>();
        var views = item.FindComponents<MarkdownBlockView>().Sum(view => view.RenderCount);

        await EndAsync(item, running, new TextPart(text));

        Assert.Equal(4, groups.Count);
        Assert.True(pieces.Count > 5);
        Assert.All(pieces, piece => Assert.Equal(1, piece.RenderCount));
        Assert.Equal(groups.Select(group => group.Instance), item.FindComponents<MarkdownBlockGroup>().Select(group => group.Instance));
        Assert.Equal(painted.SkipLast(1), groups.SkipLast(1).Select(group => group.RenderCount));
        // Of 97 blocks the open one alone.
        Assert.InRange(item.FindComponents<MarkdownBlockView>().Sum(view => view.RenderCount), views, views + 5);
        Assert.Equal(0, Services.GetRequiredService<StreamingLoad>().Count);
    }

    [Theory]
    [InlineData("Just *this*")]
    [InlineData("# Heading\n\n- a\n- b\n\n1. one\n2. two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> said\n\n```csharp\nvar a = 1;\n```\n\n$$\nx\n$$\n\nThe end")]
    [InlineData("See [this][1] and a note[^n].\n\nMore.\n\n[^n]: The note.\n\n[1]: https://example.org/ \"Title\"\n")]
    [InlineData("- a loose\n\n- list[^1]\n\n```\nopen fence\n\n[^1]: is code\n")]
    [InlineData("```\nopen [x][y]")]
    public async Task Answer_ThatHasEnded_IsWhatALaterPageShows(string text)
    {
        foreach (var whole in new[] { text, Paragraphs + text, text + "\n\n" + Paragraphs })
        {
            var (item, running) = Begin();
            await StreamAsync(item, whole);

            var ended = await EndAsync(item, running, new TextPart(whole));

            AssertSame(Show(ended), item);
        }
    }

    [Fact]
    public async Task Answer_ThatFailed_KeepsItsPartsAndShowsTheError()
    {
        var (item, running) = Begin();
        Feed.Write(new FeedDelta(new StreamPosition(1, 4), 0, new ReasoningPart("Hmm.")));
        await StreamAsync(item, "Half of", part: 1);
        var text = item.FindComponent<MarkdownBlocks>().Instance;

        var ended = await EndAsync(item, running with { Status = MessageStatus.Failed }, new ReasoningPart("Hmm."), new TextPart("Half of"), new ErrorPart("provider_timeout", "Late.", "openai"));

        Assert.Single(item.FindAll(".error"));
        Assert.Same(text, item.FindComponent<MarkdownBlocks>().Instance);
        AssertSame(Show(ended), item);
    }

    [Fact]
    public async Task Answer_ThatEndsBeforeItsReaderKnows_IsShownAsItWasKept()
    {
        var (item, running) = Begin();
        Feed.WriteText("Half of");
        item.WaitForAssertion(() => Assert.Contains("Half of", item.Markup, StringComparison.Ordinal));

        var ended = running with { Status = MessageStatus.Completed, Parts = [new TextPart("Half of it, and the rest")] };
        item.Render(parameters => parameters.Add(shown => shown.Message, ended));
        Feed.WriteText(" something else");

        await Feed.Left.WaitAsync(TimeSpan.FromSeconds(10));
        AssertSame(Show(ended), item);
        Assert.Equal(1, _ends);
    }

    [Fact]
    public async Task Answer_ThatIsContinued_StreamsAgain()
    {
        var (item, running) = Begin();
        await StreamAsync(item, "Half");
        var first = item.FindComponent<StreamingMessage>().Instance;
        await EndAsync(item, running with { Status = MessageStatus.Stopped }, new TextPart("Half"));

        item.Render(parameters => parameters.Add(shown => shown.Message, running with { Parts = [new TextPart("Half")] }));

        Assert.NotSame(first, item.FindComponent<StreamingMessage>().Instance);
        Assert.Empty(item.FindAll(".outcome, .actions"));
    }

    [Fact]
    public async Task Answer_ThatStreamed_IsGoneWhenItIsDeleted()
    {
        var (item, running) = Begin();
        await StreamAsync(item, "Half");
        var ended = await EndAsync(item, running, new TextPart("Half"));

        item.Render(parameters => parameters.Add(shown => shown.Message, ended with { IsDeleted = true, Parts = [] }));

        Assert.DoesNotContain("Half", item.Markup, StringComparison.Ordinal);
        Assert.Empty(item.FindComponents<StreamingMessage>());
    }

    private (IRenderedComponent<MessageItem> Item, MessageView Running) Begin()
    {
        var running = Answer(MessageStatus.Running);
        return (Show(running), running);
    }

    /// <summary>All of it is painted when the notice behind it is.</summary>
    private async Task StreamAsync(IRenderedComponent<MessageItem> item, string text, int part = 0)
    {
        foreach (var piece in text.Chunk(500)) Feed.WriteText(new string(piece), part);
        Feed.Write(new FeedNotice("storage_full"));
        await ReachAsync(item, () => item.FindAll(".notice").Count == 1);
    }

    private async Task<MessageView> EndAsync(IRenderedComponent<MessageItem> item, MessageView running, params MessagePart[] kept)
    {
        var ended = running with { Status = running.Status.IsEnd() ? running.Status : MessageStatus.Completed, Parts = kept };
        var before = _ends;
        Feed.Write(new FeedEnd(ended.Status, null));
        await ReachAsync(item, () => _ends > before);
        item.Render(parameters => parameters.Add(shown => shown.Message, ended));
        return ended;
    }

    /// <summary>Up to the ids of their menus.</summary>
    private static void AssertSame(IRenderedComponent<MessageItem> expected, IRenderedComponent<MessageItem> item) =>
        MenuIds().Replace(item.Markup, "").MarkupMatches(MenuIds().Replace(expected.Markup, ""));

    [GeneratedRegex("m[0-9a-f]{32}")]
    private static partial Regex MenuIds();

    /// <summary>Lets the paints come that are due.</summary>
    private async Task ReachAsync(IRenderedComponent<MessageItem> item, Func<bool> isReached)
    {
        var message = item.FindComponent<StreamingMessage>();
        using var somethingHappened = new SemaphoreSlim(0);
        void Tell(object? sender, EventArgs args) => somethingHappened.Release();
        message.OnAfterRender += Tell;
        item.OnMarkupUpdated += Tell; // After a child's rendering, and it is the whole that is looked at.
        Time.TimerSet += Tell;
        Ended += Tell;
        try
        {
            while (!isReached())
            {
                if (Time.Waiting > 0) Time.Advance(TimeSpan.FromMilliseconds(50));
                else Assert.True(await somethingHappened.WaitAsync(TimeSpan.FromSeconds(10)), message.Markup);
            }
        }
        finally
        {
            message.OnAfterRender -= Tell;
            item.OnMarkupUpdated -= Tell;
            Time.TimerSet -= Tell;
            Ended -= Tell;
        }
    }

    private IRenderedComponent<MessageItem> Show(MessageView message) => Render<MessageItem>(parameters => parameters
        .Add(item => item.Message, message)
        .Add(item => item.IsLast, true)
        .Add(item => item.Caller, Caller)
        .Add(item => item.Zone, TimeZoneInfo.Utc)
        .Add(item => item.OnCommand, _ => { })
        .Add(item => item.OnEnded, _ =>
        {
            _ends++;
            Ended?.Invoke(this, EventArgs.Empty);
        }));
}
