using BlazorChat.Core.Accounts.Profiles;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

public sealed class ProfileStoreTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Name_Changed_IsShownAndAudited(DatabaseKind kind)
    {
        await using var app = new AppFixture { Database = kind };
        await app.InitializeAsync();
        var (ann, profiles) = (await AddAsync(app, "ann"), app.Services.GetRequiredService<ProfileStore>());

        await profiles.RenameAsync(ann, "  Ann \t Müller  ", TestTimeout.Token);
        var profile = await profiles.ReadAsync(ann, TestTimeout.Token);
        Assert.Equal(("Ann Müller", "Ann Müller", "ann"), (profile.DisplayName, profile.Name, profile.UserName));
        await profiles.RenameAsync(ann, " ", TestTimeout.Token);
        Assert.Equal("ann", (await profiles.ReadAsync(ann, TestTimeout.Token)).Name);
        Assert.Equal(2, await app.Services.GetRequiredService<Database>().ReadAsync(
            context => context.Set<AuditEntry>().CountAsync(entry => entry.Action == AuditActions.ProfileChanged && entry.ActorId == ann.UserId), TestTimeout.Token));
    }

    [Theory]
    [InlineData("\u202Etxt.exe")] // Turns what follows.
    [InlineData("Ann\u200B")] // Cannot be seen.
    [InlineData("Ann\u0000")]
    [InlineData("Ann\uE000")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789+")]
    public async Task Name_ThatCannotBeShown_IsRefused(string name)
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        var ann = await AddAsync(app, "ann");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => app.Services.GetRequiredService<ProfileStore>().RenameAsync(ann, name, TestTimeout.Token));
        Assert.Equal("display_name_wrong", Assert.Single(refused.Errors).Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Preferences_OfTwo_AreEachTheirOwnAlsoWhenSetAtOnce(DatabaseKind kind)
    {
        await using var app = new AppFixture { Database = kind };
        await app.InitializeAsync();
        var profiles = app.Services.GetRequiredService<ProfileStore>();
        var (ann, ben) = (await AddAsync(app, "ann"), await AddAsync(app, "ben"));
        Assert.Equal(new Preferences(), await profiles.PreferencesAsync(ann, TestTimeout.Token));

        (string Name, string Value)[] wishes = [("theme", "dark"), ("language", "de"), ("shortcuts", "off"), ("notifications", "on")];
        await Task.WhenAll(wishes.Select(wish => profiles.SetPreferenceAsync(ann, wish.Name, wish.Value, TestTimeout.Token)));

        Assert.Equal(new Preferences { Theme = "dark", Language = "de", HasShortcuts = false, HasNotifications = true }, await profiles.PreferencesAsync(ann, TestTimeout.Token));
        Assert.Equal(new Preferences(), await profiles.PreferencesAsync(ben, TestTimeout.Token));
    }

    [Theory]
    [InlineData("theme", "pink")]
    [InlineData("language", "de';--")]
    [InlineData("shortcuts", "true")]
    [InlineData("is_admin", "true")]
    [InlineData("", "")]
    public async Task Preference_Unknown_IsRefused(string name, string value)
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        var ann = await AddAsync(app, "ann");
        await Assert.ThrowsAsync<RefusedException>(() => app.Services.GetRequiredService<ProfileStore>().SetPreferenceAsync(ann, name, value, TestTimeout.Token));
    }

    private static async Task<Caller> AddAsync(AppFixture app, string name)
    {
        var user = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), Email = $"{name}@example.com", NormalizedEmail = $"{name}@EXAMPLE.COM".ToUpperInvariant() };
        await app.Services.GetRequiredService<Database>().WriteAsync(
            context =>
            {
                context.Add(user);
                return Task.CompletedTask;
            },
            TestTimeout.Token);
        return new Caller(user.Id);
    }
}
