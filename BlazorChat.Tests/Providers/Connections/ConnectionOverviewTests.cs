using BlazorChat.Core.Data;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Providers.Connections;

public sealed class ConnectionOverviewTests : IAsyncLifetime
{
    private const string Key = "sk-configured-0123456789";

    private readonly AppFixture _app = new()
    {
        Settings =
        {
            ["Connections:0:name"] = "set",
            ["Connections:0:provider"] = "openai-compatible",
            ["Connections:0:base_url"] = "http://no-such-host.invalid/v1",
            ["Connections:0:api_key"] = Key,
            ["Connections:0:models"] = "m-1",
        },
    };

    private ConnectionOverview Overview => _app.Services.GetRequiredService<ConnectionOverview>();

    private ConnectionStore Store => _app.Services.GetRequiredService<ConnectionStore>();

    public Task InitializeAsync() => _app.InitializeAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Overview_OfTheServer_HasTheStoredOnesAndThenWhatNobodyStored()
    {
        var admin = await AccountAsync(isAdmin: true);
        var stored = await Store.CreateAsync(admin, ConnectionScope.Server, Draft("zeta"), TestTimeout.Token);
        var off = await Store.CreateAsync(admin, ConnectionScope.Server, Draft("alpha") with { IsActive = false }, TestTimeout.Token);

        var all = await Overview.ListAsync(admin, ConnectionScope.Server, TestTimeout.Token);

        Assert.Equal(
            [("alpha", off.Id, ConnectionSource.Stored), ("zeta", stored.Id, ConnectionSource.Stored), ("set", null, ConnectionSource.Configured), ("offline", null, ConnectionSource.BuiltIn)],
            all.Select(view => (view.Name, view.Id, view.Source)));
        Assert.Equal("6789", all[2].KeyHint);
        Assert.DoesNotContain(Key, string.Join(' ', all), StringComparison.Ordinal);
        Assert.Null(all[0].State);
        Assert.All(all.Skip(1), view => Assert.NotNull(view.State));
    }

    [Fact]
    public async Task Overview_OfTheServer_IsForAdminsOnly()
    {
        var user = await AccountAsync(isAdmin: false);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Overview.ListAsync(user, ConnectionScope.Server, TestTimeout.Token));

        Assert.Equal(RefusedException.NotFound, refused.Code);
    }

    [Fact]
    public async Task Overview_OfAUser_HasTheOwnOnesOnly()
    {
        var (one, other) = (await AccountAsync(isAdmin: true), await AccountAsync(isAdmin: false));
        await Store.CreateAsync(one, ConnectionScope.Mine, Draft("same"), TestTimeout.Token);
        var own = await Store.CreateAsync(other, ConnectionScope.Mine, Draft("same"), TestTimeout.Token);

        var view = Assert.Single(await Overview.ListAsync(other, ConnectionScope.Mine, TestTimeout.Token));

        Assert.Equal((own.Id, "same"), (view.Id, view.State?.Name));
    }

    [Fact]
    public async Task Overview_WhereTheMasterKeyIsAnother_SaysUnreadable()
    {
        var user = await AccountAsync(isAdmin: false);
        var made = await Store.CreateAsync(user, ConnectionScope.Mine, Draft("sealed") with { ApiKey = "sk-stored-0123456789" }, TestTimeout.Token);
        var database = _app.Services.GetRequiredService<Database>();
        await database.WriteAsync(async context =>
        {
            var row = await context.Set<StoredConnection>().SingleAsync(row => row.Id == made.Id);
            row.Secrets = [.. row.Secrets!.Select((part, index) => index is > 0 and < 5 ? (byte)~part : part)];
        }, TestTimeout.Token);

        var view = Assert.Single(await Overview.ListAsync(user, ConnectionScope.Mine, TestTimeout.Token));

        Assert.Equal((true, "6789"), (view.IsUnreadable, view.KeyHint));
    }

    [Fact]
    public void Kinds_AreThoseThatCanBeConfigured()
    {
        var kinds = _app.Services.GetRequiredService<ConnectionKinds>();

        Assert.DoesNotContain(kinds.All, kind => kind.Name == "offline");
        Assert.Equal(("https://api.openai.com/v1", true), (kinds.Find("OpenAI")?.DefaultBaseUrl, kinds.Find("openai")!.NeedsKey));
        Assert.Equal("Offline", kinds.DisplayNameOf("offline"));
        Assert.Equal("gone", kinds.DisplayNameOf("gone"));
    }

    private static ConnectionDraft Draft(string name) => new(name, "openai-compatible") { BaseUrl = "http://no-such-host.invalid/v1", ApiKey = "" };

    private async Task<Caller> AccountAsync(bool isAdmin)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var user = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = $"u-{Guid.CreateVersion7():N}", Email = $"{Guid.CreateVersion7():N}@example.com", IsAdmin = isAdmin };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().CreateAsync(user);
        Assert.True(made.Succeeded, made.ToString());
        return new Caller(user.Id);
    }
}
