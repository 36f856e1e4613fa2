using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Accounts;

/// <summary>Who may register after the first account, and with what.</summary>
public sealed class InvitationTests
{
    private static readonly InvitationDraft Draft = new("Lab", TimeSpan.FromDays(7), 1, false);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Register_WithALinkOfThreeUses_FortyAtOnce_MakesThreeAccounts(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var secret = await people.InviteAsync(uses: 3);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => RegisterAsync(people, $"user{number}", secret, $"203.0.113.{number}"))));

        Assert.Equal(3, results.Count(result => result.UserId is not null));
        Assert.All(results.Where(result => result.UserId is null), result => Assert.Equal("invitation_not_usable", Assert.Single(result.Errors).Code));
        Assert.Equal(4, await people.Database.ReadAsync(context => context.Users.CountAsync(), TestTimeout.Token));
        var view = Assert.Single((await people.Invitations.ListAsync(people.Admin, 50, null, TestTimeout.Token)).Items);
        Assert.Equal((3, InvitationState.UsedUp), (view.Uses, view.State));
        Assert.Equal(3, (await people.AuditAsync(AuditActions.AccountRegistered)).Count(entry => entry.Details!.StartsWith($"invitation {view.Id}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("nul \0")]
    [InlineData("two\nlines")]
    [InlineData("half \ud800")]
    public async Task Invitation_WithANoteThatIsNoLine_IsRefused(string note)
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => people.Invitations.CreateAsync(people.Admin, Draft with { Note = note }, TestTimeout.Token));
        Assert.Equal("invitation_note_wrong", Assert.Single(refused.Errors).Code);
    }

    [Fact]
    public async Task Register_WhoseNameWasTaken_UsesNothingUp()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var secret = await people.InviteAsync();

        Assert.Equal("DuplicateUserName", (await people.Registration.RegisterAsync(Request("ada", secret) with { Email = "x@example.org" }, TestTimeout.Token)).Errors.Single().Code);

        Assert.NotNull((await RegisterAsync(people, "bob", secret)).UserId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Invitation_UnknownExpiredUsedOrRevoked_GivesTheSameAnswer(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var (used, revoked, expired, open) = (await people.InviteAsync(), await people.InviteAsync(), await people.InviteAsync(lifetime: InvitationStore.MinLifetime), await people.InviteAsync());
        Assert.NotNull((await RegisterAsync(people, "bob", used)).UserId);
        var views = (await people.Invitations.ListAsync(people.Admin, 50, null, TestTimeout.Token)).Items;
        await people.Invitations.RevokeAsync(people.Admin, views[2].Id, TestTimeout.Token);
        people.Time.Advance(InvitationStore.MinLifetime);

        var checks = new List<RegistrationError?>();
        var results = new List<RegistrationError>();
        foreach (var secret in new[] { used, revoked, expired, "unknown", open + "x" })
        {
            checks.Add(await people.Registration.CheckInvitationAsync(secret, AttemptSource.Unknown, TestTimeout.Token));
            results.Add((await RegisterAsync(people, "eve", secret)).Errors.Single());
        }

        Assert.Single(checks.Concat(results).Distinct());
        Assert.Equal("invitation_not_usable", results[0].Code);
        Assert.Null(await people.Registration.CheckInvitationAsync(open, AttemptSource.Unknown, TestTimeout.Token));
    }

    [Fact]
    public async Task Invitation_OfAnAdmin_MakesAnAdmin_AndAnotherDoesNot()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);

        var admin = await RegisterAsync(people, "bob", await people.InviteAsync(makesAdmin: true));
        var user = await RegisterAsync(people, "eve", await people.InviteAsync());

        Assert.True((await people.FindAsync(admin.UserId!.Value))!.IsAdmin);
        Assert.False((await people.FindAsync(user.UserId!.Value))!.IsAdmin);
    }

    [Fact]
    public async Task Invitation_IsStoredWithoutItsSecret()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var secret = await people.InviteAsync();

        var row = await people.Database.ReadAsync(context => context.Set<Invitation>().SingleAsync(), TestTimeout.Token);

        Assert.Equal(43, secret.Length); // 256 bits.
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret)), row.SecretHash);
        Assert.DoesNotContain(await people.AuditAsync(AuditActions.InvitationCreated), entry => entry.SearchText.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("note", 201, 24, 1)]
    [InlineData("lifetime", 0, 0, 1)]
    [InlineData("lifetime", 0, (24 * 90) + 1, 1)]
    [InlineData("max_uses", 0, 24, 0)]
    [InlineData("max_uses", 0, 24, 1001)]
    public async Task Create_OutOfItsLimits_NamesTheField(string field, int note, int hours, int uses)
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);

        var exception = await People.RefusedAsync(RefusedException.ValidationFailed, () => people.Invitations.CreateAsync(
            people.Admin, new InvitationDraft(new string('x', note), TimeSpan.FromHours(hours), uses, false), TestTimeout.Token));

        Assert.Equal(field, Assert.Single(exception.Errors).Field);
    }

    [Fact]
    public async Task Anything_ByWhoeverIsNoAdmin_IsForbidden()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var bob = Actor.Of(await people.SignInAsync(await people.AddAsync("bob")));
        await people.InviteAsync();
        var id = (await people.Invitations.ListAsync(people.Admin, 50, null, TestTimeout.Token)).Items[0].Id;

        await People.RefusedAsync(RefusedException.Forbidden, () => people.Invitations.CreateAsync(bob, Draft, TestTimeout.Token));
        await People.RefusedAsync(RefusedException.Forbidden, () => people.Invitations.ListAsync(bob, 50, null, TestTimeout.Token));
        await People.RefusedAsync(RefusedException.Forbidden, () => people.Invitations.RevokeAsync(bob, id, TestTimeout.Token));
        Assert.Equal(InvitationState.Usable, (await people.Invitations.ListAsync(people.Admin, 50, null, TestTimeout.Token)).Items[0].State);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_InPages_HasEachOnceAndTheNewestFirst(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        for (var i = 0; i < 7; i++)
        {
            if (i % 2 == 0) people.Time.Advance(TimeSpan.FromMinutes(1)); // Some in the same moment.
            await people.Invitations.CreateAsync(people.Admin, Draft, TestTimeout.Token);
        }

        var seen = new List<InvitationView>();
        InvitationCursor? next = null;
        do
        {
            var page = await people.Invitations.ListAsync(people.Admin, 3, next, TestTimeout.Token);
            seen.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(7, seen.Select(view => view.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(view => view.CreatedAt).Select(view => view.CreatedAt), seen.Select(view => view.CreatedAt));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Mode_AsItIsSetNow_SaysWhoMayRegister(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var secret = await people.InviteAsync(uses: 10);
        Assert.Equal((RegistrationWay.Closed, RegistrationWay.Invited), await WaysAsync(people, secret));
        Assert.Equal("registration_closed", (await RegisterAsync(people, "a-stranger", null)).Errors.Single().Code);

        people.Set(("Registration:Mode", "closed"));
        Assert.Equal((RegistrationWay.Closed, RegistrationWay.Closed), await WaysAsync(people, secret));
        Assert.Equal("registration_closed", (await RegisterAsync(people, "bob", secret)).Errors.Single().Code);

        people.Set(("Registration:Mode", "open"));
        Assert.Equal((RegistrationWay.Open, RegistrationWay.Invited), await WaysAsync(people, secret));
        var open = await RegisterAsync(people, "bob", null);
        Assert.Equal((false, AccountState.Active), (open.IsPending, (await people.FindAsync(open.UserId!.Value))!.State));

        people.Set(("Registration:Mode", "nonsense"));
        Assert.Equal((RegistrationWay.Open, RegistrationWay.Invited), await WaysAsync(people, secret)); // The last good one stays.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Approval_OfAnOpenRegistration_Waits_AndAnInvitedOneDoesNot(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        people.Set(("Registration:Mode", "open"), ("Registration:Approval", "true"));

        var open = await RegisterAsync(people, "bob", null);
        var invited = await RegisterAsync(people, "eve", await people.InviteAsync());

        Assert.True(open.IsPending);
        await Assert.ThrowsAsync<RefusedException>(() => people.SignInAsync(open.UserId!.Value));
        Assert.False(invited.IsPending);
        await people.SignInAsync(invited.UserId!.Value);
        Assert.Equal(1, await people.Directory.CountPendingAsync(people.Admin, TestTimeout.Token));
        await people.Administration.ApproveAsync(people.Admin, open.UserId!.Value, TestTimeout.Token);
        await people.SignInAsync(open.UserId!.Value);
        Assert.Equal(0, await people.Directory.CountPendingAsync(people.Admin, TestTimeout.Token));
    }

    [Fact]
    public async Task Guesses_AtInvitationsAndNames_AreHeldUpByAddress()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var secret = await people.InviteAsync(uses: 10);

        var codes = new List<string>();
        for (var i = 0; i < AttemptLimits.MaxPerAddress + 1; i++)
        {
            codes.Add((await RegisterAsync(people, "ada", i % 2 == 0 ? secret : $"guess{i}")).Errors[0].Code);
        }

        Assert.DoesNotContain(RefusedException.RateLimited, codes[..^1]);
        Assert.Equal(RefusedException.RateLimited, codes[^1]);
        Assert.Equal(RefusedException.RateLimited, (await people.Registration.CheckInvitationAsync(secret, new AttemptSource("203.0.113.1"), TestTimeout.Token))?.Code);
        Assert.NotNull((await RegisterAsync(people, "bob", secret, "203.0.113.2")).UserId);
    }

    private static async Task<(RegistrationWay Plain, RegistrationWay Invited)> WaysAsync(People people, string secret) =>
        (await people.Registration.FindWayAsync(null, TestTimeout.Token), await people.Registration.FindWayAsync(secret, TestTimeout.Token));

    private static RegistrationRequest Request(string name, string? secret, string address = "203.0.113.1") =>
        new(name, $"{name}@example.org", People.Password, null) { Invitation = secret, Source = new AttemptSource(address) };

    private static Task<RegistrationResult> RegisterAsync(People people, string name, string? secret, string address = "203.0.113.1") =>
        people.Registration.RegisterAsync(Request(name, secret, address), TestTimeout.Token);
}
