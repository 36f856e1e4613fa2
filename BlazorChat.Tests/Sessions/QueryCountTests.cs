using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Sessions;

/// <summary>What a page costs the database does not depend on how long the session is, nor on how many there are.</summary>
public sealed class QueryCountTests
{
    private readonly CommandCount _counter = new();

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task Branch_OfAnyLength_TakesFiveQueriesAndOnlyItsPage(int earlier)
    {
        await using var engine = await StartAsync();
        var sent = await engine.AskAsync("0");
        await engine.LengthenAsync(sent.SessionId, earlier);

        var page = await CountAsync(engine, sent.SessionId, BranchStretch.Newest, 5); // The session, the branch, what waits, siblings, and the ledger.
        Assert.Equal(Math.Min(40, earlier + 2), page.Messages.Count);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public async Task Branch_ThroughAMessage_TakesOneMore_AndOnFromItNoMoreThanThat(int earlier)
    {
        await using var engine = await StartAsync();
        var sent = await engine.AskAsync("0");
        await engine.LengthenAsync(sent.SessionId, earlier);

        var through = await CountAsync(engine, sent.SessionId, new BranchStretch { Through = sent.MessageId }, 6);
        Assert.Equal(40, through.Messages.Count);
        await CountAsync(engine, sent.SessionId, new BranchStretch { Before = through.Before }, 4); // Nothing waits in front of the end.
        await CountAsync(engine, sent.SessionId, new BranchStretch { After = sent.MessageId }, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task List_OfAnyNumber_TakesOneQuery(int sessions)
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < sessions; i++) await engine.AskAsync("x");

        var before = _counter.Commands;
        await engine.Sessions.ListAsync(engine.Ann, 50, null, TestTimeout.Token);

        Assert.Equal(1, _counter.Commands - before);
    }

    [Fact]
    public async Task Send_ToALongSession_TakesAsManyQueriesAsToAShortOne()
    {
        await using var engine = await StartAsync();
        var shortOne = await engine.AskAsync("0");
        var longOne = await engine.AskAsync("0");
        await engine.LengthenAsync(longOne.SessionId, 500);
        await engine.LengthenAsync(shortOne.SessionId, 2);

        var before = _counter.Commands;
        await engine.AskAsync("next", shortOne.SessionId);
        var ofShort = _counter.Commands - before;
        await engine.AskAsync("next", longOne.SessionId);

        Assert.Equal(ofShort, _counter.Commands - before - ofShort);
        Assert.InRange(ofShort, 1, 12);
    }

    private async Task<BranchPage> CountAsync(Engine engine, Guid sessionId, BranchStretch stretch, int expected)
    {
        var before = _counter.Commands;
        var page = await engine.Sessions.ReadBranchAsync(engine.Ann, sessionId, stretch, 40, TestTimeout.Token);
        Assert.Equal(expected, _counter.Commands - before);
        return page;
    }

    // At a time that stands still: whether the caller may still ask was asked a moment ago, however long the test takes.
    private Task<Engine> StartAsync() => Engine.StartAsync(
        DatabaseKind.Sqlite,
        services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()).ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(_counter)), run: false);
}
