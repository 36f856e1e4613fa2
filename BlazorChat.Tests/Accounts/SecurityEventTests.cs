using BlazorChat.Core.Accounts.SecurityEvents;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Components.Admin;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static BlazorChat.Tests.Accounts.AccountDesk;

namespace BlazorChat.Tests.Accounts;

/// <summary>What the page of an account's security tells, and the address that passkeys and links belong to.</summary>
public sealed class SecurityEventTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Events_AreTheOwnOnesTheNewestFirst(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var log = desk.Get<AuditLog>();
        AuditSubject ann = new(desk.Ann.UserId, "ann"), bob = new(desk.Bob.UserId, "bob");
        for (var i = 0; i < SecurityEventStore.MaxCount; i++) await TellAsync(Actor.Of(desk.Ann with { Address = "192.0.2.1" }), AuditActions.SignedIn, ann);
        await TellAsync(Actor.Of(desk.Bob with { Address = "192.0.2.2" }), AuditActions.ResetLinkCreated, ann);
        await TellAsync(Actor.Of(desk.Ann), AuditActions.SignInEnded, AuditSubject.None);
        await TellAsync(Actor.Of(desk.Ann), AuditActions.AccountDisabled, bob);
        await TellAsync(Actor.Of(desk.Bob), AuditActions.PasswordChanged, bob);

        var events = await desk.Get<SecurityEventStore>().ListAsync(desk.Ann, TestTimeout.Token);

        Assert.Equal(SecurityEventStore.MaxCount, events.Count);
        Assert.Equal((AuditActions.SignInEnded, null), (events[0].Action, events[0].By));
        Assert.Equal((AuditActions.ResetLinkCreated, "bob", null), (events[1].Action, events[1].By, events[1].Address)); // Not where the admin sits.
        Assert.Equal((AuditActions.SignedIn, "192.0.2.1"), (events[2].Action, events[2].Address));

        async Task TellAsync(Actor actor, string action, AuditSubject subject)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(1));
            await log.AppendAsync(actor, action, subject, null, TestTimeout.Token);
        }
    }

    [Fact]
    public void Events_EachOne_HasItsText() => Assert.All(SecurityEventStore.Actions, action => Assert.Contains("Audit_" + action, AuditTexts.Keys));

    [Theory]
    [InlineData("", null)]
    [InlineData(" https://chat.example.org ", "chat.example.org")]
    [InlineData("http://chat.lan:8080/", "chat.lan")]
    public void PublicUrl_IsAnAddressOfAServer(string text, string? host) => Assert.Equal(host, PublicAddress.Read(text)?.Host);

    [Theory]
    [InlineData("chat.example.org")]
    [InlineData("ftp://chat.example.org")]
    [InlineData("https://chat.example.org/chat")]
    [InlineData("https://me:pass@chat.example.org")]
    public void PublicUrl_ThatIsNone_StopsTheStart(string text) =>
        Assert.Contains("e.g. BlazorChat__PublicUrl=https://chat.example.org", Assert.Throws<StartRefusedException>(() => PublicAddress.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Passkeys_BelongToThePublicHostAndWantTheirUserVerified()
    {
        await using var app = new AppFixture { Settings = { ["BlazorChat:PublicUrl"] = "https://chat.example.org" } };
        await app.InitializeAsync();
        var options = app.Services.GetRequiredService<IOptions<IdentityPasskeyOptions>>().Value;

        Assert.Equal(("chat.example.org", "required"), (options.ServerDomain, options.UserVerificationRequirement));
    }
}
