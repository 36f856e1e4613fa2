using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Components.Chat;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Components;

/// <summary>The window on a session moves both ways, stays small, and stays where it is when something changes elsewhere.</summary>
public sealed class ConversationStateTests : IAsyncLifetime
{
    private Engine _engine = null!;
    private Guid _session;

    public async Task InitializeAsync()
    {
        _engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        _session = (await _engine.AskAsync("0")).SessionId;
        await ChangeAllAsync(message => message.Status = MessageStatus.Completed);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Open_OfALongSession_HoldsOnePageFromTheEnd()
    {
        var (state, _) = await OpenAsync(500);

        Assert.Equal(ConversationWindow.PageSize, state.Shown!.Messages.Count);
        Assert.Equal(state.Shown.LeafId, state.Shown.Messages[^1].Id);
        Assert.Null(state.Shown.After);
        Assert.NotNull(state.Shown.Before);
    }

    [Fact]
    public async Task Window_UpToTheBeginAndDownAgain_IsBoundedAndWithoutGap()
    {
        var (state, all) = await OpenAsync(500);

        while (state.Shown!.Before is not null) await MoveAsync(state, state.LoadEarlierAsync);
        Assert.Equal(all[0], state.Shown.Messages[0].Id);
        Assert.NotNull(state.Shown.After);

        while (state.Shown!.After is not null) await MoveAsync(state, state.LoadLaterAsync);
        Assert.Equal(all[^1], state.Shown.Messages[^1].Id);
        Assert.NotNull(state.Shown.Before);

        async Task MoveAsync(ConversationState moved, Func<CancellationToken, Task> move)
        {
            var before = moved.Shown!.Messages.Select(message => message.Id).ToList();
            await move(TestTimeout.Token);
            var after = moved.Shown!.Messages.Select(message => message.Id).ToList();
            Assert.InRange(after.Count, 1, ConversationWindow.MostMessages);
            Assert.True(after.Except(before).Any());
            Assert.True(after.Intersect(before).Count() >= 16); // What is being read is never let go.
            Assert.Equal(all.SkipWhile(id => id != after[0]).Take(after.Count), after);
        }
    }

    [Fact]
    public async Task Window_OfLongMessages_IsBoundedByTheirText()
    {
        await _engine.LengthenAsync(_session, 200);
        await ChangeAllAsync(message => message.Parts = [new TextPart(new string('x', 30_000))]);
        var state = await OpenAsync();

        Assert.InRange(state.Shown!.Units, 1, ConversationWindow.MostUnits + (16 * 30_000));
        for (var i = 0; i < 10; i++)
        {
            await state.LoadEarlierAsync(TestTimeout.Token);
            Assert.InRange(state.Shown!.Units, 1, ConversationWindow.MostUnits + (16 * 30_000));
        }
    }

    [Fact]
    public async Task Refresh_InTheMiddle_StaysThereAndKnowsWhatRunsAtTheEnd()
    {
        var (state, _) = await OpenAsync(400);
        while (state.Shown!.Before is not null) await state.LoadEarlierAsync(TestTimeout.Token);
        var before = state.Shown;

        var sent = await _engine.AskAsync("new", _session);
        await state.RefreshAsync(TestTimeout.Token);

        Assert.Equal(before.Messages, state.Shown!.Messages);
        Assert.Equal((sent.MessageId, sent.JobId), (state.Shown.LeafId, state.RunningJobId));
        Assert.NotNull(state.Shown.After);

        await state.GoToNewestAsync(TestTimeout.Token);
        Assert.Equal(sent.MessageId, state.Shown!.Messages[^1].Id);
        Assert.Null(state.Shown.After);
    }

    [Fact]
    public async Task Refresh_AtTheEnd_TakesInTheNewAndKeepsTheOthersAsTheyAre()
    {
        var (state, _) = await OpenAsync(100);
        await state.LoadEarlierAsync(TestTimeout.Token);
        var before = state.Shown!.Messages;

        var sent = await _engine.AskAsync("new", _session);
        await state.RefreshAsync(TestTimeout.Token);

        var after = state.Shown!.Messages;
        Assert.Equal(before.Count + 2, after.Count);
        for (var i = 0; i < before.Count; i++) Assert.Same(before[i], after[i]);
        Assert.Equal(sent.JobId, state.RunningJobId);
    }

    [Fact]
    public async Task Refresh_WhileAPageIsRead_LosesNeither()
    {
        var (state, _) = await OpenAsync(300);
        var sent = await _engine.AskAsync("new", _session);

        await Task.WhenAll(state.RefreshAsync(TestTimeout.Token), state.LoadEarlierAsync(TestTimeout.Token), state.RefreshAsync(TestTimeout.Token));

        Assert.Equal((2 * ConversationWindow.PageSize) + 2, state.Shown!.Messages.Count);
        Assert.Equal(sent.MessageId, state.Shown.Messages[^1].Id);
    }

    [Fact]
    public async Task Branch_ChosenByAMessage_KeepsTheBeginOfTheWindow()
    {
        var (state, all) = await OpenAsync(300);
        var fork = all[^11]; // In the window, with its end.
        var first = state.Shown!.Messages[0].Id;
        var sent = await _engine.AskAsync("another way", _session, parent: fork);

        await state.RefreshAsync(TestTimeout.Token);
        Assert.Equal(sent.MessageId, state.Shown!.Messages[^1].Id);
        Assert.True(state.Shown.IsActive);

        Assert.True(state.Choose(all[^10]));
        await state.RefreshAsync(TestTimeout.Token);
        Assert.Equal((first, all[^1], false), (state.Shown!.Messages[0].Id, state.Shown.Messages[^1].Id, state.Shown.IsActive));

        Assert.True(state.Choose(sent.UserMessageId));
        await state.RefreshAsync(TestTimeout.Token);
        Assert.Equal((first, sent.MessageId, true), (state.Shown!.Messages[0].Id, state.Shown.Messages[^1].Id, state.Shown.IsActive));
        Assert.False(state.Choose(sent.UserMessageId));
    }

    [Fact]
    public async Task Branch_OfAnUnknownMessage_IsTheActiveOne()
    {
        var (state, all) = await OpenAsync(20);

        state.Choose(Guid.CreateVersion7());
        await state.RefreshAsync(TestTimeout.Token);

        Assert.Equal((all[^1], true), (state.Shown!.Messages[^1].Id, state.Shown.IsActive));
    }

    [Fact]
    public async Task GoTo_AMessageOutOfTheWindow_HasItInItsMiddle()
    {
        var (state, all) = await OpenAsync(500);

        Assert.True(await state.GoToAsync(all[100], TestTimeout.Token));
        var index = state.Shown!.Messages.Select(message => message.Id).ToList().IndexOf(all[100]);
        Assert.InRange(index, 10, state.Shown.Messages.Count - 10);
        Assert.NotNull(state.Shown.After);

        Assert.False(await state.GoToAsync(Guid.CreateVersion7(), TestTimeout.Token));
        Assert.Contains(state.Shown!.Messages, message => message.Id == all[100]);
    }

    [Fact]
    public async Task Restore_OfAnotherBranch_IsRefused()
    {
        var (state, all) = await OpenAsync(20);
        var other = new ConversationState(_engine.Sessions, _engine.Ann, _session);
        other.Choose(all[3]);

        Assert.False(other.Restore(state.Shown!));
        other.Choose(null);
        Assert.True(other.Restore(state.Shown!));
    }

    [Fact]
    public async Task Refresh_OfADeletedSession_SaysThatItIsMissing()
    {
        var (state, _) = await OpenAsync(2);

        await _engine.Sessions.DeleteAsync(_engine.Ann, _session, TestTimeout.Token);
        await state.RefreshAsync(TestTimeout.Token);

        Assert.True(state is { IsMissing: true, Shown: null });
    }

    private async Task<(ConversationState State, List<Guid> All)> OpenAsync(int messages)
    {
        await _engine.LengthenAsync(_session, messages);
        var all = (await _engine.RowsAsync<Message>()).OrderBy(message => message.Sequence).Select(message => message.Id).ToList();
        return (await OpenAsync(), all);
    }

    private async Task<ConversationState> OpenAsync()
    {
        var state = new ConversationState(_engine.Sessions, _engine.Ann, _session);
        await state.RefreshAsync(TestTimeout.Token);
        return state;
    }

    private Task ChangeAllAsync(Action<Message> change) => _engine.Database.WriteAsync(
        async context => (await context.Set<Message>().ToListAsync(TestTimeout.Token)).ForEach(change), TestTimeout.Token);
}
