using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using static BlazorChat.Tests.Connections.ConnectionDesk;

namespace BlazorChat.Tests.Connections;

public sealed class UserModelsTests
{
    private static readonly (string, string?)[] Server =
    [
        ("Connections:0:name", "shared"), ("Connections:0:provider", "scripted"), ("Connections:0:models", "a,b"), ("Connections:0:fallbacks", "mine/x,backup/z"),
        ("Connections:1:name", "backup"), ("Connections:1:provider", "scripted"), ("Connections:1:models", "z"),
    ];

    [Fact]
    public async Task Models_OfAUser_AreTheOwnBeforeTheServersAndNobodyElses()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        await desk.AddAsync(desk.Ann, Draft("shared") with { Models = ["mine", "a"] });
        await desk.AddAsync(desk.Bob, Draft("bobs") with { Models = ["b"] });

        var anns = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Equal(["shared/mine", "shared/a", "backup/z", "offline/offline"], anns.Models.Select(model => model.Id));
        Assert.Equal(desk.Ann.UserId, anns.Resolve("shared/a")?.Connection.OwnerId);
        Assert.Null(anns.Resolve("shared/b")); // The own connection decides, and it has no b.
        Assert.Null(anns.Resolve("bobs/b"));
        Assert.Equal("backup/z", anns.DefaultModelId); // Not an own one: it costs its owner money.
        var bobs = await desk.Models.ForAsync(desk.Bob.UserId, TestTimeout.Token);
        Assert.Equal("bobs/b", bobs.Resolve("b")?.Id);
        Assert.Null(bobs.Resolve("a")?.Connection.OwnerId);
    }

    [Theory]
    [InlineData("shared/b")] // The own connection of this name has no b.
    [InlineData("shared/a")] // It has an a, and would be paid by its owner.
    public async Task Default_OfAConnectionThatAnOwnOneHides_IsAnotherOfTheServers(string configured)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, [.. Server, ("DefaultModel", configured)]);
        await desk.AddAsync(desk.Ann, Draft("shared") with { Models = ["mine", "a"] });

        var anns = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Equal("backup/z", anns.DefaultModelId);
        Assert.Null(anns.Resolve(anns.DefaultModelId)?.Connection.OwnerId);
        Assert.Equal(configured, (await desk.Models.ForAsync(desk.Bob.UserId, TestTimeout.Token)).DefaultModelId);
    }

    [Fact]
    public async Task Fallbacks_OfAServersConnection_AreTheServersAlone()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        await desk.AddAsync(desk.Ann, Draft() with { Models = ["x"], Fallbacks = ["shared/b", "mine/x", "nowhere/q"] });

        var models = await desk.Models.ForAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Equal(["backup/z"], models.FallbacksOf(models.Resolve("shared/a")!).Select(next => next.Id));
        Assert.Equal(["shared/b"], models.FallbacksOf(models.Resolve("mine/x")!).Select(next => next.Id));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Menu_WithWishes_KeepsThemForTheirUser(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind, Server);
        await desk.Models.SetFavouriteAsync(desk.Ann, "shared/b", true, TestTimeout.Token);
        await desk.Models.SetHiddenAsync(desk.Ann, "shared/a", true, TestTimeout.Token);
        await desk.Models.SetDefaultAsync(desk.Ann, "backup/z", TestTimeout.Token);

        var menu = await desk.Models.MenuAsync(desk.Ann, TestTimeout.Token);
        Assert.Equal("backup/z", menu.DefaultModelId);
        Assert.Contains("shared/b", menu.Favourites);
        Assert.DoesNotContain(menu.Shown, model => model.Id == "shared/a");
        Assert.NotNull(menu.Available.Resolve("shared/a")); // Hidden is not forbidden.
        Assert.Equal("shared/a", (await desk.Models.MenuAsync(desk.Bob, TestTimeout.Token)).DefaultModelId);
        await desk.Models.SetDefaultAsync(desk.Ann, null, TestTimeout.Token);
        await desk.Models.SetFavouriteAsync(desk.Ann, "shared/b", false, TestTimeout.Token);
        menu = await desk.Models.MenuAsync(desk.Ann, TestTimeout.Token);
        Assert.Equal(("shared/a", 0), (menu.DefaultModelId, menu.Favourites.Count));
        Assert.Equal(RefusedException.ModelNotFound, (await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetDefaultAsync(desk.Ann, "shared/q", TestTimeout.Token))).Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Wish_ForAnIdThatCannotBeKept_IsRefused(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind, ("Connections:0:name", "free"), ("Connections:0:provider", "scripted"));
        foreach (var id in new[] { "free/a\0b", "free/a\ud83d", $"free/{new string('x', 400)}" })
        {
            await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetDefaultAsync(desk.Ann, id, TestTimeout.Token));
            await Assert.ThrowsAsync<RefusedException>(() => desk.Models.SetFavouriteAsync(desk.Ann, id, true, TestTimeout.Token));
        }
    }

    [Fact]
    public async Task Connections_OfAUserWhoIsGone_AreLetGo()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, Server);
        await desk.AddAsync(desk.Ann);
        var time = new FakeTimeProvider();
        using var sync = new ConnectionSync(desk.Database, desk.Get<ConnectionReader>(), desk.Registry, time);
        await sync.EnsureAsync(desk.Ann.UserId, TestTimeout.Token);
        time.Advance(TimeSpan.FromMinutes(59));
        await sync.EnsureAsync(desk.Ann.UserId, TestTimeout.Token);
        time.Advance(TimeSpan.FromMinutes(59));
        await sync.ForgetAsync(TestTimeout.Token);
        Assert.Single(desk.Registry.OwnOf(desk.Ann.UserId));
        time.Advance(TimeSpan.FromMinutes(1));
        await sync.ForgetAsync(TestTimeout.Token);
        Assert.Empty(desk.Registry.OwnOf(desk.Ann.UserId));
        await sync.EnsureAsync(desk.Ann.UserId, TestTimeout.Token);
        Assert.Single(desk.Registry.OwnOf(desk.Ann.UserId));
    }
}
