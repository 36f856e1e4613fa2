using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Sessions;

/// <summary>A session has something unread from the end of an answer until its user looks at it.</summary>
public sealed class UnreadTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_ThatEnded_IsUnreadUntilItIsSeen(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("one");
        var call = await engine.Model.NextCallAsync();
        Assert.False(await IsUnreadAsync(engine));
        call.Say("uno").Finish();
        await engine.EndOfAsync(sent.MessageId);
        Assert.True(await IsUnreadAsync(engine));

        await SeeAsync(engine, engine.Bob, sent);
        Assert.True(await IsUnreadAsync(engine)); // Not his to see.

        await SeeAsync(engine, engine.Ann, sent);
        Assert.False(await IsUnreadAsync(engine));

        await engine.ExchangeAsync("two", "dos", sent.SessionId);
        Assert.True(await IsUnreadAsync(engine));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_ThatFailed_IsUnread(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("one");
        (await engine.Model.NextCallAsync()).Fail(new InvalidOperationException("broken"));
        await engine.EndOfAsync(sent.MessageId);

        Assert.True(await IsUnreadAsync(engine));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_ThatItsUserStopped_IsNotUnread(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("one");
        (await engine.Model.NextCallAsync()).Say("un");
        await ConversationTests.ReceivedAsync(engine, sent.MessageId);
        await engine.Conversations.StopAsync(engine.Ann, sent.JobId, TestTimeout.Token);
        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(sent.MessageId)).Status);

        Assert.False(await IsUnreadAsync(engine));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Seen_Twice_TellsOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.ExchangeAsync("one", "uno");
        await engine.StopAsync(); // An answer's end is told after its readers have it: what is told from here on comes from this test alone.
        List<SessionChanged> told = [];
        using var subscription = engine.Subscribe(told.Add);

        await SeeAsync(engine, engine.Ann, sent);
        await SeeAsync(engine, engine.Ann, sent);

        Assert.Equal([new SessionChanged(engine.Ann.UserId, sent.SessionId)], told);
    }

    private static Task SeeAsync(Engine engine, Caller caller, SendResult sent) => engine.Sessions.MarkSeenAsync(caller, sent.SessionId, TestTimeout.Token);

    private static async Task<bool> IsUnreadAsync(Engine engine) =>
        Assert.Single((await engine.Sessions.ListAsync(engine.Ann, 10, null, TestTimeout.Token)).Items).IsUnread;
}
