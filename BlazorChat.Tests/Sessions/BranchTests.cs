using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Sessions;

/// <summary>A tree is read one branch at a time, from any of its messages and in both directions.</summary>
public sealed class BranchTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Siblings_OfVersions_HaveTheirPlaceAndTheirNeighbours(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        await engine.EndAllAsync();
        var second = await engine.RegenerateAsync(first);
        var third = await engine.RegenerateAsync(first);

        Assert.Equal(new SiblingPlace(1, 3, null, second.MessageId), await PlaceAsync(engine, first));
        Assert.Equal(new SiblingPlace(2, 3, first.MessageId, third.MessageId), await PlaceAsync(engine, second));
        Assert.Equal(new SiblingPlace(3, 3, second.MessageId, null), await PlaceAsync(engine, third));
        Assert.Null((await engine.ThroughAsync(first.SessionId, third.MessageId)).Messages[0].Siblings); // An only child.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Siblings_OfFirstMessages_AreThoseOfTheirSessionThatWereSent(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        await engine.AskAsync("another session");
        var first = await engine.AskAsync("one");
        await engine.AskAsync("waits", first.SessionId); // It has no parent yet, and no place either.
        Assert.Null((await engine.BranchAsync(first.SessionId)).Messages[0].Siblings);

        var second = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId);

        var (old, edited) = (await engine.ThroughAsync(first.SessionId, first.MessageId), await engine.BranchAsync(first.SessionId));
        Assert.Equal(new SiblingPlace(1, 2, null, second.UserMessageId), old.Messages[0].Siblings);
        Assert.Equal(new SiblingPlace(2, 2, first.UserMessageId, null), edited.Messages[0].Siblings);
        Assert.Null(edited.Messages[1].Siblings);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Page_OnFromTheMiddle_GivesEachMessageOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await engine.AskAsync("0");
        await engine.LengthenAsync(sent.SessionId, 50);
        var all = (await engine.BranchAsync(sent.SessionId)).Messages;

        var page = await ReadAsync(engine, sent.SessionId, new BranchStretch { Before = all[20].Id }, 7);
        Assert.Equal(all[20].Id, page.After); // It ends before the branch does.
        var seen = page.Messages.ToList();
        while (page.After is { } after)
        {
            page = await ReadAsync(engine, sent.SessionId, new BranchStretch { After = after }, 7);
            Assert.InRange(page.Messages.Count, 1, 7);
            seen.AddRange(page.Messages);
        }

        for (var before = seen[0].ParentId; before is not null; before = page.Before)
        {
            page = await ReadAsync(engine, sent.SessionId, new BranchStretch { Before = before }, 7);
            seen.InsertRange(0, page.Messages);
        }

        Assert.Equal(all.Select(message => message.Id), seen.Select(message => message.Id));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Page_BehindTheEnd_OrBehindAMessageOfAnotherBranch_IsEmpty(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        await engine.EndAllAsync();
        var again = await engine.RegenerateAsync(first);
        var waits = await engine.AskAsync("waits", first.SessionId);

        var atEnd = await ReadAsync(engine, first.SessionId, new BranchStretch { After = again.MessageId }, 7);
        Assert.Empty(atEnd.Messages);
        Assert.Null(atEnd.After);
        Assert.Equal([waits.UserMessageId, waits.MessageId], atEnd.Pending.Select(message => message.Id));
        Assert.Empty((await ReadAsync(engine, first.SessionId, new BranchStretch { After = first.MessageId }, 7)).Messages);
        Assert.Empty((await ReadAsync(engine, first.SessionId, new BranchStretch { After = Guid.CreateVersion7() }, 7)).Messages);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Through_AMessageInTheMiddle_LeadsToTheNewestBelowIt(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        await engine.EndAllAsync();
        var second = await engine.AskAsync("two", first.SessionId);
        await engine.EndAllAsync();
        var other = await engine.EditAsync(second.UserMessageId, "zwei", first.SessionId);
        await engine.EndAllAsync();
        var again = await engine.EditAsync(first.UserMessageId, "eins", first.SessionId); // Active from now on.
        var waits = await engine.AskAsync("waits", first.SessionId);

        var middle = await engine.ThroughAsync(first.SessionId, first.UserMessageId);
        Assert.Equal([first.UserMessageId, first.MessageId, other.UserMessageId, other.MessageId], middle.Messages.Select(message => message.Id));
        Assert.Equal((other.MessageId, false), (middle.LeafId, middle.IsActive));
        Assert.Empty(middle.Pending); // They wait for the active branch.
        Assert.Equal(second.MessageId, (await engine.ThroughAsync(first.SessionId, second.MessageId)).LeafId);

        var active = await engine.ThroughAsync(first.SessionId, again.UserMessageId);
        Assert.Equal((again.MessageId, true), (active.LeafId, active.IsActive));
        Assert.Equal(waits.UserMessageId, active.Pending[0].Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Through_AMessageAboveTheActiveLeaf_KeepsTheActiveBranch(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        await engine.EndAllAsync();
        await engine.RegenerateAsync(first);
        await engine.Database.WriteAsync( // The older answer is the active one.
            context => context.Set<Session>().ExecuteUpdateAsync(update => update.SetProperty(session => session.ActiveLeafId, first.MessageId)), TestTimeout.Token);

        Assert.Equal(first.MessageId, (await engine.ThroughAsync(first.SessionId, first.UserMessageId)).LeafId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Through_AMessageThatTheSessionDoesNotHave_IsTheActiveBranch(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await engine.AskAsync("one");
        var other = await engine.AskAsync("another session");
        var waits = await engine.AskAsync("waits", sent.SessionId);

        foreach (var unknown in new[] { Guid.CreateVersion7(), other.MessageId, waits.MessageId })
        {
            var page = await engine.ThroughAsync(sent.SessionId, unknown);
            Assert.Equal((sent.MessageId, true, 2), (page.LeafId, page.IsActive, page.Messages.Count));
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Pages_OfAnotherBranch_StayInIt(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var first = await engine.AskAsync("one");
        await engine.LengthenAsync(first.SessionId, 20);
        var old = (await engine.BranchAsync(first.SessionId)).Messages;
        await engine.EditAsync(first.UserMessageId, "eins", first.SessionId);

        var page = await ReadAsync(engine, first.SessionId, new BranchStretch { Through = old[5].Id, Before = old[5].Id }, 4);
        var next = await ReadAsync(engine, first.SessionId, new BranchStretch { Through = old[5].Id, After = page.After }, 40);

        Assert.Equal(old.Skip(2).Select(message => message.Id), page.Messages.Concat(next.Messages).Select(message => message.Id));
        Assert.Null(next.After);
    }

    private static Task<BranchPage> ReadAsync(Engine engine, Guid sessionId, BranchStretch stretch, int limit) =>
        engine.Sessions.ReadBranchAsync(engine.Ann, sessionId, stretch, limit, TestTimeout.Token);

    private static async Task<SiblingPlace?> PlaceAsync(Engine engine, SendResult sent) =>
        (await engine.ThroughAsync(sent.SessionId, sent.MessageId)).Messages.Single(message => message.Id == sent.MessageId).Siblings;
}
