using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Sessions;

public sealed class SessionStoreTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_ByPages_GivesEachSessionOnceAndTheNewestFirst(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var ids = new List<Guid>();
        for (var i = 0; i < 23; i++) ids.Add((await engine.AskAsync($"session {i}")).SessionId);
        var same = DateTimeOffset.UnixEpoch.AddDays(20_000); // Many of one moment: the id decides.
        await engine.Database.WriteAsync(
            context => context.Set<Session>().Where(session => ids.Take(15).Contains(session.Id)).ExecuteUpdateAsync(update => update.SetProperty(session => session.UpdatedAt, same)),
            TestTimeout.Token);

        var seen = new List<SessionSummary>();
        SessionCursor? cursor = null;
        do
        {
            var page = await engine.Sessions.ListAsync(engine.Ann, 5, cursor, TestTimeout.Token);
            Assert.InRange(page.Items.Count, 1, 5);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(), seen.Select(session => session.Id).Order());
        Assert.Equal(seen.OrderByDescending(session => session.UpdatedAt).Select(session => session.UpdatedAt), seen.Select(session => session.UpdatedAt));
        Assert.All(seen, session => Assert.True(session.IsAnswering)); // Queued, and nobody runs them here.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Branch_OfManyMessages_PagesBackwardsWithoutGapOrDoubling(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await engine.AskAsync("0");
        await engine.LengthenAsync(sent.SessionId, 50);

        var seen = new List<MessageView>();
        Guid? before = null;
        do
        {
            var page = await engine.Sessions.ReadBranchAsync(engine.Ann, sent.SessionId, new BranchStretch { Before = before }, 7, TestTimeout.Token);
            seen.InsertRange(0, page.Messages);
            before = page.Before;
        }
        while (before is not null);

        Assert.Equal(52, seen.Count);
        Assert.Equal(seen.Select(message => message.Sequence).Order(), seen.Select(message => message.Sequence));
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.Equal(pair.First.Id, pair.Second.ParentId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_OfASessionThatAnswers_StopsIt_AndRestoreBringsAllBack(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("one");
        var call = (await engine.Model.NextCallAsync()).Say("half");
        await ConversationTests.ReceivedAsync(engine, sent.MessageId);
        await engine.AskAsync("waits", sent.SessionId);

        await engine.Sessions.DeleteAsync(engine.Ann, sent.SessionId, TestTimeout.Token);
        await call.Cancelled;
        await engine.EndOfAsync(sent.MessageId);
        Assert.Null(await engine.Sessions.FindAsync(engine.Ann, sent.SessionId, TestTimeout.Token));
        Assert.Empty((await engine.Sessions.ListAsync(engine.Ann, 50, null, TestTimeout.Token)).Items);
        Assert.Equal(RefusedException.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => engine.AskAsync("x", sent.SessionId))).Code);
        Assert.Equal(1, engine.Model.Calls);

        await engine.Sessions.RestoreAsync(engine.Ann, sent.SessionId, TestTimeout.Token);
        Assert.Equal("half", (await engine.MessageAsync(sent)).Text);
        Assert.Equal(2, (await engine.BranchAsync(sent.SessionId)).Pending.Count);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Housekeeping_AfterThirtyDays_EmptiesTheBinAndForgetsOldKeys(DatabaseKind kind)
    {
        var time = new ManualTime();
        await using var engine = await Engine.StartAsync(kind, services => services.AddSingleton<TimeProvider>(time).AddSingleton<Housekeeping>(), run: false);
        var binned = await engine.AskAsync("binned", key: "old");
        await engine.LengthenAsync(binned.SessionId, 1_500); // Longer than a database follows a cascade.
        await engine.Sessions.DeleteAsync(engine.Ann, binned.SessionId, TestTimeout.Token);
        var kept = await engine.AskAsync("kept");
        var housekeeping = engine.Services.GetRequiredService<Housekeeping>();

        time.Advance(TimeSpan.FromDays(29));
        await housekeeping.CleanAsync(TestTimeout.Token);
        Assert.Equal(2, (await engine.RowsAsync<Session>()).Count);
        Assert.Empty(await engine.RowsAsync<IdempotencyKey>());

        time.Advance(TimeSpan.FromDays(2));
        await housekeeping.CleanAsync(TestTimeout.Token);
        Assert.Equal(kept.SessionId, Assert.Single(await engine.RowsAsync<Session>()).Id);
        Assert.Equal(2, (await engine.RowsAsync<Message>()).Count);
        Assert.NotEqual(binned, await engine.AskAsync("binned", key: "old")); // The key is free again.
    }

    [Fact]
    public async Task Rename_OfATitle_IsOneCleanLineOrRefused()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var sent = await engine.AskAsync("x");
        await engine.Sessions.RenameAsync(engine.Ann, sent.SessionId, "  Two\n words\u202E ", TestTimeout.Token);
        Assert.Equal("Two words", (await engine.Sessions.FindAsync(engine.Ann, sent.SessionId, TestTimeout.Token))!.Title);
        foreach (var title in new[] { "", " \n", new string('x', SessionStore.MaxTitleLength + 1) })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => engine.Sessions.RenameAsync(engine.Ann, sent.SessionId, title, TestTimeout.Token));
            Assert.Equal("title", refused.Field);
        }
    }

    [Fact]
    public async Task Events_OfASession_ReachItsOwnerOnly()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var events = engine.Services.GetRequiredService<ISessionEvents>();
        List<SessionChanged> ann = [], bob = [];
        using var broken = events.Subscribe(engine.Ann.UserId, _ => throw new InvalidOperationException("A subscriber's own trouble."));
        using var first = events.Subscribe(engine.Ann.UserId, ann.Add);
        using (events.Subscribe(engine.Bob.UserId, bob.Add))
        {
            var sent = await engine.AskAsync("x");
            Assert.Equal([new SessionChanged(engine.Ann.UserId, sent.SessionId)], ann);
        }

        Assert.Empty(bob);
        first.Dispose();
        await engine.AskAsync("y");
        Assert.Single(ann);
    }
}
