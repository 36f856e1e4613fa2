using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using static BlazorChat.Tests.Connections.ConnectionDesk;

namespace BlazorChat.Tests.Connections;

/// <summary>Users who come and go, wish for the impossible, or have connections that are named like the server's.</summary>
public sealed class HostileModelsTests
{
    private static readonly (string, string?)[] Server =
    [
        ("Connections:0:name", "shared"), ("Connections:0:provider", "scripted"), ("Connections:0:models", "a"),
        ("Connections:1:name", "free"), ("Connections:1:provider", "scripted"),
        ("Connections:2:name", "backup"), ("Connections:2:provider", "scripted"), ("Connections:2:models", "z"),
        ("DefaultModel", "shared/a"),
    ];

    [Theory]
    [InlineData("mine")]
    [InlineData("a")]
    public async Task Default_BehindAnOwnConnectionOfThatName_IsAnotherOfTheServers(string ownModel)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        await desk.AddAsync(desk.Ann, Draft("shared") with { Models = [ownModel] });

        var anns = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        var asked = anns.Resolve(anns.DefaultModelId);
        Assert.NotNull(asked);
        Assert.Null(asked.Connection.OwnerId); // An own key costs its owner money.
        Assert.Equal("shared/a", (await desk.Models.ForAsync(desk.Bob.UserId, TestTimeout.Token)).DefaultModelId);
    }

    [Fact]
    public async Task User_WhoComesBackWhileBeingForgotten_HasTheOwnConnections()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        await desk.AddAsync(desk.Ann);
        var time = new InterruptedClock();
        using var sync = new ConnectionSync(desk.Database, desk.Get<ConnectionReader>(), desk.Registry, time);
        await sync.EnsureAsync(desk.Ann.UserId, TestTimeout.Token);
        time.AtNextLook(() =>
        {
            time.Now += ConnectionSync.KeepFor.Ticks;
            Assert.True(sync.ForgetAsync(TestTimeout.Token).IsCompletedSuccessfully);
        });

        await sync.EnsureAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Single(desk.Registry.OwnOf(desk.Ann.UserId));
    }

    [Fact]
    public async Task Users_WhoComeAndAnswerThemselves_LeaveTheServersModelsAsTheyAre()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        var catalog = desk.Get<ModelCatalog>();
        var before = catalog.Server;
        var changes = 0;
        desk.Registry.Changed += () => changes++;
        Assert.Same(before, await desk.Models.ForAsync(desk.Bob.UserId, TestTimeout.Token));
        Assert.Equal(0, changes); // Whoever has none changes nothing for anybody.

        await desk.AddAsync(desk.Ann);
        var anns = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        catalog.SetModels(desk.Registry.OwnOf(desk.Ann.UserId)[0], [new ModelInfo("own")], DateTimeOffset.UnixEpoch);
        Assert.Same(before, catalog.Server);
        Assert.Null(anns.Models.FirstOrDefault(model => model.Id == "mine/own"));
        Assert.Contains((await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token)).Models, model => model.Id == "mine/own");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Wishes_ThatCannotBeStored_AreRefused(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind, Server);
        foreach (var id in new[] { "free/\0", "free/\ud800", $"free/{new string('x', 5000)}" })
        {
            await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetDefaultAsync(desk.Ann, id, TestTimeout.Token));
            await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetFavouriteAsync(desk.Ann, id, true, TestTimeout.Token));
            await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetHiddenAsync(desk.Ann, id, true, TestTimeout.Token));
        }

        var nobody = new Caller(Guid.CreateVersion7()); // An account that was removed meanwhile.
        await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetDefaultAsync(nobody, "shared/a", TestTimeout.Token));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Wishes_OfTwoPagesAtOnce_AreAllKept(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind, Server);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => desk.Models.SetFavouriteAsync(desk.Ann, $"free/{i}", true, TestTimeout.Token)));
        Assert.Equal(8, (await desk.Models.MenuAsync(desk.Ann, TestTimeout.Token)).Favourites.Count);
    }

    /// <summary>A clock at whose next look something else happens first.</summary>
    private sealed class InterruptedClock : TimeProvider
    {
        private Action? _first;

        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void AtNextLook(Action first) => _first = first;

        public override long GetTimestamp()
        {
            if (Interlocked.Exchange(ref _first, null) is { } first) first();
            return Now;
        }
    }
}
