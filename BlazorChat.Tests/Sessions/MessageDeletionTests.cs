using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Sessions;

/// <summary>A deleted message leaves its place, and nothing of what it said.</summary>
public sealed class MessageDeletionTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_OfAnAnswer_EmptiesItAndKeepsWhatIsBelowAndTheLedger(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("draw");
        (await engine.Model.NextCallAsync()).Say("here").Give(new DataContent(Png, "image/png")).Finish("length");
        await engine.EndOfAsync(first.MessageId);
        var second = await engine.ExchangeAsync("thanks", "welcome", first.SessionId);
        Assert.Single(await engine.RowsAsync<MessageImage>());

        await DeleteAsync(engine, first.MessageId);

        var branch = (await engine.BranchAsync(first.SessionId)).Messages;
        Assert.Equal(["draw", "", "thanks", "welcome"], branch.Select(message => message.Text));
        Assert.Equal([false, true, false, false], branch.Select(message => message.IsDeleted));
        Assert.Empty(branch[1].Parts);
        Assert.Null(branch[1].FinishReason);
        Assert.Equal(second.MessageId, branch[3].Id);
        Assert.Empty(await engine.RowsAsync<MessageImage>());
        Assert.Equal(2, (await engine.RowsAsync<UsageEntry>()).Count);
        await DeleteAsync(engine, first.MessageId); // Once more changes nothing.
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_OfMessages_TakesThemOutOfWhatTheModelIsSent(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.ExchangeAsync("one", "uno");
        var second = await engine.ExchangeAsync("two", "dos", first.SessionId);
        await engine.ExchangeAsync("three", "tres", first.SessionId);
        await DeleteAsync(engine, first.UserMessageId);
        await DeleteAsync(engine, second.MessageId);

        await engine.AskAsync("four", first.SessionId);
        var call = await engine.Model.NextCallAsync();
        call.Finish();

        // An answer without its question does not begin a conversation, and two questions in a row are one.
        Assert.Equal(["user: two\n\nthree", "assistant: tres", "user: four"], call.Messages.Select(message => $"{message.Role}: {message.Text}"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_OfWhatIsBeingMadeOrAnswered_IsRefused(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var running = await engine.AskAsync("one");
        var call = await engine.Model.NextCallAsync();
        var pending = await engine.AskAsync("two", running.SessionId);

        foreach (var id in new[] { running.MessageId, running.UserMessageId, pending.UserMessageId, pending.MessageId })
        {
            Assert.Equal(RefusedException.InvalidState, (await Assert.ThrowsAsync<RefusedException>(() => DeleteAsync(engine, id))).Code);
        }

        call.Say("uno").Finish();
        (await engine.Model.NextCallAsync()).Say("dos").Finish();
        await engine.EndOfAsync(pending.MessageId);
        await DeleteAsync(engine, running.UserMessageId);
        Assert.Equal(["", "uno", "two", "dos"], (await engine.BranchAsync(running.SessionId)).Messages.Select(message => message.Text));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_OfSomeoneElsesMessage_FindsNone(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.ExchangeAsync("one", "uno");

        foreach (var id in new[] { sent.MessageId, Guid.CreateVersion7() })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => engine.Sessions.DeleteMessageAsync(engine.Bob, id, TestTimeout.Token));
            Assert.Equal(RefusedException.NotFound, refused.Code);
        }

        Assert.Equal("uno", (await engine.MessageAsync(sent)).Text);
        await engine.Sessions.DeleteAsync(engine.Ann, sent.SessionId, TestTimeout.Token);
        Assert.Equal(RefusedException.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => DeleteAsync(engine, sent.MessageId))).Code); // In the bin.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_WhoseQuestionWasDeleted_IsNeitherMadeAnewNorContinued(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("count");
        (await engine.Model.NextCallAsync()).Say("1, 2").Finish("length");
        await engine.EndOfAsync(sent.MessageId);
        await DeleteAsync(engine, sent.UserMessageId);

        var regenerated = await Assert.ThrowsAsync<RefusedException>(() => engine.RegenerateAsync(sent));
        var continued = await Assert.ThrowsAsync<RefusedException>(() => ContinueAsync(engine, sent));

        Assert.Equal((RefusedException.InvalidState, RefusedException.InvalidState), (regenerated.Code, continued.Code));
        Assert.Equal(1, engine.Model.Calls);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task DeletedAnswer_IsNotContinued_ButCanBeMadeAnew(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("count");
        (await engine.Model.NextCallAsync()).Say("1, 2").Finish(reason: null);
        await engine.EndOfAsync(sent.MessageId);
        await DeleteAsync(engine, sent.MessageId);

        Assert.Equal(RefusedException.InvalidState, (await Assert.ThrowsAsync<RefusedException>(() => ContinueAsync(engine, sent))).Code);
        var again = await engine.RegenerateAsync(sent);
        var call = await engine.Model.NextCallAsync();
        Assert.Equal(["count"], call.Messages.Select(message => message.Text));
        call.Say("1, 2, 3").Finish();
        await engine.EndOfAsync(again.MessageId);
    }

    [Fact]
    public async Task Delete_OfAMessage_TellsItsOwner()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await engine.ExchangeAsync("one", "uno");
        await engine.StopAsync(); // An answer's end is told after its readers have it: what is told from here on comes from this test alone.
        List<SessionChanged> told = [];
        using var subscription = engine.Subscribe(told.Add);

        await DeleteAsync(engine, sent.MessageId);

        Assert.Equal([new SessionChanged(engine.Ann.UserId, sent.SessionId)], told);
    }

    private static Task DeleteAsync(Engine engine, Guid messageId) => engine.Sessions.DeleteMessageAsync(engine.Ann, messageId, TestTimeout.Token);

    private static Task ContinueAsync(Engine engine, SendResult sent) => engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token);
}
