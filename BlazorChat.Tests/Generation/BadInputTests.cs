using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

/// <summary>Bad input loses nothing: it comes back as it went in, or is refused with a reason.</summary>
public sealed class BadInputTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_OfUnusualText_ComesBackAsItWentIn(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        string[] texts =
        [
            "\u202E\u200Fmarks\u2069\u061C", "😀👩‍👩‍👧‍👦🏴‍☠️", "Z" + new string('\u0301', 10_000), "\u0001\u001F\u007F\u0085\u2028\uFEFF\uFFFE\uFFFF",
            " leading and trailing \r\n\t", new string('x', Conversations.MaxMessageLength), new string('界', Conversations.MaxMessageLength), "'; DROP TABLE messages; --",
        ];
        foreach (var text in texts)
        {
            var sent = await engine.AskAsync(text);
            Assert.Equal([new TextPart(text)], (await engine.BranchAsync(sent.SessionId)).Messages[0].Parts);
            Assert.InRange((await engine.Sessions.FindAsync(engine.Ann, sent.SessionId, TestTimeout.Token))!.Title.Length, 1, SessionStore.MaxTitleLength);
        }
    }

    [Fact]
    public async Task Send_OfWhatCannotBeStored_IsRefusedWithTheReason()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        await RefusesAsync("", "empty");
        await RefusesAsync(" \r\n\t\u00A0", "empty");
        await RefusesAsync(new string('x', Conversations.MaxMessageLength + 1), "200,001 characters");
        await RefusesAsync("a\0b", "NUL character at position 2");
        await RefusesAsync("a\uD83D", "lone surrogate");
        await RefusesAsync("\uDE00a", "lone surrogate");
        Assert.Empty(await engine.RowsAsync<Session>());

        async Task RefusesAsync(string text, string reason)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => engine.AskAsync(text));
            Assert.Equal((RefusedException.ValidationFailed, "message"), (refused.Code, refused.Field));
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("offline/a\0b")]
    public async Task Model_ThatCannotBeOne_IsRefused(string modelId)
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var sent = await engine.AskAsync("x");
        foreach (var id in new[] { modelId, "offline/" + new string('m', 3_000) })
        {
            Func<Task>[] acts =
            [
                () => engine.Conversations.SendAsync(engine.Ann, new SendRequest("x", "k") { ModelId = id }, TestTimeout.Token),
                () => engine.Conversations.RegenerateAsync(engine.Ann, sent.MessageId, id, TestTimeout.Token),
                () => engine.Sessions.SelectModelAsync(engine.Ann, sent.SessionId, id, TestTimeout.Token),
            ];
            foreach (var act in acts) Assert.Equal("model", (await Assert.ThrowsAsync<RefusedException>(act)).Field);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task EverythingOfSomeoneElse_IsAsUnknownAsNothing(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await engine.AskAsync("private");
        var nowhere = new SendResult(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var conversations = engine.Conversations;
        Func<SendResult, Task>[] acts =
        [
            target => conversations.SendAsync(engine.Bob, new SendRequest("x", "k1") { SessionId = target.SessionId }, TestTimeout.Token),
            target => conversations.StopAsync(engine.Bob, target.JobId, TestTimeout.Token),
            target => conversations.ContinueAsync(engine.Bob, target.MessageId, TestTimeout.Token),
            target => conversations.RegenerateAsync(engine.Bob, target.MessageId, null, TestTimeout.Token),
            target => conversations.ReleaseAsync(engine.Bob, target.JobId, TestTimeout.Token),
            target => conversations.DiscardAsync(engine.Bob, target.JobId, TestTimeout.Token),
            target => engine.Sessions.ReadBranchAsync(engine.Bob, target.SessionId, BranchStretch.Newest, 10, TestTimeout.Token),
            target => engine.Sessions.RenameAsync(engine.Bob, target.SessionId, "mine", TestTimeout.Token),
            target => engine.Sessions.SelectModelAsync(engine.Bob, target.SessionId, "test/parrot", TestTimeout.Token),
            target => engine.Sessions.DeleteAsync(engine.Bob, target.SessionId, TestTimeout.Token),
            target => engine.Sessions.RestoreAsync(engine.Bob, target.SessionId, TestTimeout.Token),
            target => engine.Feed.ReadAsync(engine.Bob, target.MessageId, null, TestTimeout.Token).GetAsyncEnumerator(TestTimeout.Token).MoveNextAsync().AsTask(),
        ];
        foreach (var act in acts)
        {
            var foreign = await Assert.ThrowsAsync<RefusedException>(() => act(sent));
            var unknown = await Assert.ThrowsAsync<RefusedException>(() => act(nowhere));
            Assert.Equal((RefusedException.NotFound, foreign.Message, foreign.Field), (unknown.Code, unknown.Message, unknown.Field));
        }

        Assert.Null(await engine.Sessions.FindAsync(engine.Bob, sent.SessionId, TestTimeout.Token));
        Assert.Empty((await engine.Sessions.ListAsync(engine.Bob, 50, null, TestTimeout.Token)).Items);
        var own = await conversations.SendAsync(engine.Bob, new SendRequest("mine", "k2"), TestTimeout.Token);
        var crossed = await Assert.ThrowsAsync<RefusedException>(
            () => conversations.SendAsync(engine.Bob, new SendRequest("x", "k3") { SessionId = own.SessionId, ParentId = sent.MessageId }, TestTimeout.Token));
        Assert.Equal(RefusedException.NotFound, crossed.Code);
        Assert.Equal(2, (await engine.RowsAsync<Session>()).Count);
    }

    [Fact]
    public async Task Send_OfMoreThanMayWait_IsRefused()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, services => services.Configure<GenerationOptions>(options => options.MaxQueuedPerUser = 3), run: false);
        for (var i = 0; i < 3; i++) await engine.AskAsync("x");
        Assert.Equal(RefusedException.QueueFull, (await Assert.ThrowsAsync<RefusedException>(() => engine.AskAsync("x"))).Code);
    }
}
