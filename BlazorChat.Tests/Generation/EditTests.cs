using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Generation;

/// <summary>A message that is edited stays as it was; the new version stands beside it and is answered at once.</summary>
public sealed class EditTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Edit_OfAMessageInTheMiddle_IsASiblingWithItsOwnAnswer(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.ExchangeAsync("one", "uno");
        var second = await engine.ExchangeAsync("two", "dos", first.SessionId);
        await engine.ExchangeAsync("three", "tres", first.SessionId);

        var edited = await engine.EditAsync(second.UserMessageId, "zwei", first.SessionId);
        var call = await engine.Model.NextCallAsync();
        Assert.Equal(["one", "uno", "zwei"], call.Messages.Select(message => message.Text));
        call.Say("deux").Finish();
        await engine.EndOfAsync(edited.MessageId);

        Assert.Equal("one uno zwei deux", Said(await engine.BranchAsync(first.SessionId)));
        Assert.Equal("one uno two dos three tres", Said(await engine.ThroughAsync(first.SessionId, second.UserMessageId)));
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Edit_OfTheFirstMessage_BeginsTheConversationAnew(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.ExchangeAsync("one", "uno");
        var edited = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId);
        var call = await engine.Model.NextCallAsync();
        call.Say("un").Finish();
        await engine.EndOfAsync(edited.MessageId);

        Assert.Equal(["eins"], call.Messages.Select(message => message.Text));
        Assert.Equal("eins un", Said(await engine.BranchAsync(first.SessionId)));
        Assert.Null((await engine.BranchAsync(first.SessionId)).Messages[0].ParentId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Edit_WhileAnAnswerRuns_StartsAtOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        var running = await engine.Model.NextCallAsync();

        var edited = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId);
        (await engine.Model.NextCallAsync()).Say("un").Finish();
        await engine.EndOfAsync(edited.MessageId);
        running.Say("uno").Finish();
        await engine.EndOfAsync(first.MessageId);

        Assert.Equal("eins un", Said(await engine.BranchAsync(first.SessionId)));
        Assert.Equal("one uno", Said(await engine.ThroughAsync(first.SessionId, first.MessageId)));
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Edit_WithTheSameKey_EditsOnce_AndOtherContentUnderItIsRefused(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        var other = await engine.AskAsync("two");
        var edited = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId, "k");

        Assert.Equal(edited, await engine.EditAsync(first.UserMessageId, "eins", first.SessionId, "k"));
        Assert.Equal(3, (await engine.RowsAsync<GenerationJob>()).Count);
        foreach (var again in new Func<Task>[]
        {
            () => engine.EditAsync(edited.UserMessageId, "eins", first.SessionId, "k"),
            () => engine.EditAsync(first.UserMessageId, "ein", first.SessionId, "k"),
            () => engine.AskAsync("eins", first.SessionId, key: "k"),
        })
        {
            Assert.Equal(RefusedException.IdempotencyConflict, (await Assert.ThrowsAsync<RefusedException>(again)).Code);
        }

        Assert.NotEqual(first.SessionId, other.SessionId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Edit_OfWhatIsNoneOfItsUsersMessagesThere_IsRefused(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.ExchangeAsync("one", "uno");
        var elsewhere = await engine.ExchangeAsync("another session", "x");
        var deleted = await engine.ExchangeAsync("two", "dos", sent.SessionId);
        await engine.Sessions.DeleteMessageAsync(engine.Ann, deleted.UserMessageId, TestTimeout.Token);
        await engine.AskAsync("three", sent.SessionId);
        var running = await engine.Model.NextCallAsync();
        var waits = await engine.AskAsync("waits", sent.SessionId);

        foreach (var id in new[] { sent.MessageId, elsewhere.UserMessageId, deleted.UserMessageId, waits.UserMessageId, Guid.CreateVersion7() })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => engine.EditAsync(id, "x", sent.SessionId));
            Assert.Equal((RefusedException.NotFound, "edited_id"), (refused.Code, refused.Field));
        }

        var foreign = await Assert.ThrowsAsync<RefusedException>(() => engine.Conversations.SendAsync(
            engine.Bob, new SendRequest("x", "k") { SessionId = sent.SessionId, EditedId = sent.UserMessageId }, TestTimeout.Token));
        Assert.Equal((RefusedException.NotFound, "session_id"), (foreign.Code, foreign.Field));
        running.Finish();
    }

    [Fact]
    public async Task Edit_ThatIsAnAnswerToSomethingAsWell_OrOfNoSession_IsRefused()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var sent = await engine.AskAsync("one");

        var both = await RefusalAsync(engine, new SendRequest("x", "k") { SessionId = sent.SessionId, EditedId = sent.UserMessageId, ParentId = sent.MessageId });
        var none = await RefusalAsync(engine, new SendRequest("x", "k") { EditedId = sent.UserMessageId });

        Assert.Equal((RefusedException.ValidationFailed, "edited_id"), (both.Code, both.Field));
        Assert.Equal((RefusedException.ValidationFailed, "session_id"), (none.Code, none.Field));
        Assert.Single(await engine.RowsAsync<GenerationJob>());
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_ToAnAnswerOfAnotherBranchThatStillRuns_IsRefused(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        var running = await engine.Model.NextCallAsync();
        var active = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId);
        var other = await engine.Model.NextCallAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => engine.AskAsync("two", first.SessionId, parent: first.MessageId));
        Assert.Equal(RefusedException.InvalidState, refused.Code);
        running.Say("uno").Finish();
        other.Say("un").Finish();
        await engine.EndOfAsync(first.MessageId);
        await engine.EndOfAsync(active.MessageId);

        await engine.AskAsync("two", first.SessionId, parent: first.MessageId); // It has ended.
        Assert.Equal("one uno two", Said(await engine.BranchAsync(first.SessionId)));
        (await engine.Model.NextCallAsync()).Finish();
    }

    private static Task<RefusedException> RefusalAsync(Engine engine, SendRequest request) =>
        Assert.ThrowsAsync<RefusedException>(() => engine.Conversations.SendAsync(engine.Ann, request, TestTimeout.Token));

    private static string Said(Core.Sessions.BranchPage page) => string.Join(' ', page.Messages.Select(message => message.Text)).Trim();
}
