using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Components.Sidebar;

namespace BlazorChat.Tests.Components;

/// <summary>However many sessions there are, a page holds a few hundred, and gets to each of them.</summary>
public sealed class SessionListStateTests
{
    private const int Many = 777;

    [Fact]
    public async Task List_OfMany_IsPagedToItsEndAndBackWithinItsBound()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var ids = await SeedAsync(engine, Many);
        var state = new SessionListState(engine.Sessions, engine.Ann);
        await state.RefreshAsync(TestTimeout.Token);

        var seen = Seen(state, []);
        while (state.HasOlder)
        {
            var before = state.Items!;
            await state.LoadOlderAsync(TestTimeout.Token);
            Assert.InRange(state.Items!.Count, 1, SessionListState.MaxItems);
            Assert.Contains(before[^1].Id, state.Items.Select(item => item.Id)); // What is read stays; nothing is left out between.
            seen = Seen(state, seen);
        }

        Assert.Equal(ids, seen);
        Assert.True(state.HasNewer);
        while (state.HasNewer)
        {
            var first = state.Items![0].Id;
            await state.LoadNewerAsync(TestTimeout.Token);
            Assert.Contains(first, state.Items!.Select(item => item.Id));
        }

        Assert.Equal(ids.Take(SessionListState.MaxItems), state.Items!.Select(item => item.Id));
    }

    [Fact]
    public async Task Refresh_InTheMiddle_StaysThere()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        await SeedAsync(engine, Many);
        var state = new SessionListState(engine.Sessions, engine.Ann);
        await state.RefreshAsync(TestTimeout.Token);
        while (state.Items![0].Title != "session 300" && state.HasOlder) await state.LoadOlderAsync(TestTimeout.Token);
        var shown = state.Items.Select(item => item.Title).ToList();

        await engine.AskAsync("a new one");
        await state.RefreshAsync(TestTimeout.Token);

        Assert.Equal(shown, state.Items.Select(item => item.Title));
    }

    [Fact]
    public async Task Refresh_WhereNothingIsLeft_ShowsWhatIsBefore()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        await SeedAsync(engine, 260);
        var state = new SessionListState(engine.Sessions, engine.Ann);
        await state.RefreshAsync(TestTimeout.Token);
        while (state.HasOlder) await state.LoadOlderAsync(TestTimeout.Token);
        foreach (var shown in state.Items!) await engine.Sessions.DeleteAsync(engine.Ann, shown.Id, TestTimeout.Token);

        await state.RefreshAsync(TestTimeout.Token);

        Assert.Contains("session 99", state.Items!.Select(item => item.Title));
    }

    private static List<Guid> Seen(SessionListState state, List<Guid> seen) => [.. seen.Union(state.Items!.Select(item => item.Id))];

    /// <summary>The newest first, a minute between each two.</summary>
    private static async Task<List<Guid>> SeedAsync(Engine engine, int count)
    {
        var start = DateTimeOffset.UnixEpoch.AddDays(20_000);
        var sessions = Enumerable.Range(0, count).Select(i => new Session
        {
            Id = Guid.CreateVersion7(), OwnerId = engine.Ann.UserId, Title = $"session {i}", CreatedAt = start, UpdatedAt = start.AddMinutes(-i),
        }).ToList();
        await engine.Database.WriteAsync(
            context =>
            {
                context.AddRange(sessions);
                return Task.CompletedTask;
            },
            TestTimeout.Token);
        return [.. sessions.Select(session => session.Id)];
    }
}
