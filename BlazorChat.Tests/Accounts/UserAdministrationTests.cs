using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

/// <summary>What admins do to accounts, who may do it, and that an admin is left.</summary>
public sealed class UserAdministrationTests
{
    /// <summary>Everything that it can do, to an account.</summary>
    private static readonly (string Name, Func<UserAdministration, Actor, Guid, Task> Do)[] Acts =
    [
        ("create", (users, actor, _) => users.CreateAsync(actor, new NewUser("newbie", "newbie@example.org", People.Password, true), TestTimeout.Token)),
        ("approve", (users, actor, id) => users.ApproveAsync(actor, id, TestTimeout.Token)),
        ("disable", (users, actor, id) => users.DisableAsync(actor, id, TestTimeout.Token)),
        ("enable", (users, actor, id) => users.EnableAsync(actor, id, TestTimeout.Token)),
        ("make admin", (users, actor, id) => users.SetAdminAsync(actor, id, true, TestTimeout.Token)),
        ("unmake admin", (users, actor, id) => users.SetAdminAsync(actor, id, false, TestTimeout.Token)),
        ("set password", (users, actor, id) => users.SetPasswordAsync(actor, id, "another long password", TestTimeout.Token)),
        ("sign out", (users, actor, id) => users.SignOutEverywhereAsync(actor, id, TestTimeout.Token)),
        ("remove factors", (users, actor, id) => users.RemoveSecondFactorsAsync(actor, id, TestTimeout.Token)),
        ("delete", (users, actor, id) => users.DeleteAsync(actor, id, TestTimeout.Token)),
        ("find", (users, actor, _) => users.FindByNameAsync(actor, "ada", TestTimeout.Token)),
    ];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Anything_ByWhoeverIsNoActiveAdmin_IsForbiddenAndLeavesNoTrace(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var target = await people.AddAsync("target");
        var user = await people.SignInAsync(await people.AddAsync("user"));
        var disabled = await people.SignInAsync(await people.AddAsync("disabled", isAdmin: true));
        await people.Administration.DisableAsync(people.Admin, disabled.UserId, TestTimeout.Token);
        var signedOut = people.Ada with { SignInId = Guid.CreateVersion7() };
        var before = (await people.FindAsync(target))!.ConcurrencyStamp;

        foreach (var (actor, code) in new[]
        {
            (Actor.Of(user), RefusedException.Forbidden), (Actor.Stranger("203.0.113.7"), RefusedException.Forbidden), (Actor.Of(disabled with { SignInId = null }), RefusedException.SignedOut),
            (Actor.Of(signedOut), RefusedException.SignedOut), (Actor.Of(new Caller(Guid.CreateVersion7())), RefusedException.SignedOut),
        })
        {
            foreach (var (name, act) in Acts)
            {
                var exception = await Assert.ThrowsAsync<RefusedException>(() => act(people.Administration, actor, target));
                Assert.Equal((name, code), (name, exception.Code));
            }
        }

        Assert.Equal(before, (await people.FindAsync(target))!.ConcurrencyStamp);
        Assert.Null(await people.Administration.FindByNameAsync(people.Admin, "newbie", TestTimeout.Token));
        Assert.Equal(["disabled"], (await people.AuditAsync(AuditActions.AccountDisabled)).Select(entry => entry.SubjectName));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Create_ThenEverything_CountsAndIsInTheAudit(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var id = await people.Administration.CreateAsync(people.Admin, new NewUser(" bob ", "Bob@example.org", People.Password, false), TestTimeout.Token);
        Assert.Equal(new AccountSummary(id, "bob", "Bob@example.org", AccountState.Active, false), await people.Administration.FindByNameAsync(people.Admin, "BOB@example.org", TestTimeout.Token));
        await people.SignInAsync(id);
        await people.SignInAsync(id);

        await people.Administration.SignOutEverywhereAsync(people.Admin, id, TestTimeout.Token);
        Assert.Equal(0, await people.SignInsAsync(id));
        await people.SignInAsync(id);
        await people.Administration.SetAdminAsync(people.Admin, id, true, TestTimeout.Token);
        Assert.Equal((true, 0), ((await people.FindAsync(id))!.IsAdmin, await people.SignInsAsync(id)));
        await people.SignInAsync(id);
        await people.Administration.DisableAsync(people.Admin, id, TestTimeout.Token);
        Assert.Equal((AccountState.Disabled, 0), ((await people.FindAsync(id))!.State, await people.SignInsAsync(id)));
        await Assert.ThrowsAsync<RefusedException>(() => people.SignInAsync(id));
        await people.Administration.EnableAsync(people.Admin, id, TestTimeout.Token);
        await people.SignInAsync(id);

        var entry = Assert.Single(await people.AuditAsync(AuditActions.AccountDisabled));
        Assert.Equal(("ada", "bob", id), (entry.ActorName, entry.SubjectName, entry.SubjectId));
        foreach (var action in new[] { AuditActions.AccountCreated, AuditActions.SignedOutEverywhere, AuditActions.AdminGranted, AuditActions.AccountEnabled })
        {
            Assert.Equal(id, Assert.Single(await people.AuditAsync(action)).SubjectId);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Create_WrongOrTaken_NamesTheFields(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);

        var wrong = await People.RefusedAsync(RefusedException.ValidationFailed, () => people.Administration.CreateAsync(people.Admin, new NewUser("a", "b", "c", false), TestTimeout.Token));
        var taken = await People.RefusedAsync(RefusedException.ValidationFailed, () => people.Administration.CreateAsync(people.Admin, new NewUser("ADA", "Ada@Example.org", People.Password, false), TestTimeout.Token));
        var common = await People.RefusedAsync(RefusedException.ValidationFailed, () => people.Administration.CreateAsync(people.Admin, new NewUser("bob", "bob@example.org", "password1", false), TestTimeout.Token));

        Assert.Equal(["user_name", "email", "password"], wrong.Errors.Select(error => error.Field));
        Assert.Equal(["DuplicateUserName", "DuplicateEmail"], taken.Errors.Select(error => error.Code));
        Assert.Equal(["PasswordTooCommon"], common.Errors.Select(error => error.Code));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Create_TheSameNameTwentyTimesAtOnce_MakesOneAndRefusesTheOthers(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);

        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            var exception = await Record.ExceptionAsync(() => people.Administration.CreateAsync(people.Admin, new NewUser("bob", $"bob{number}@example.org", People.Password, false), TestTimeout.Token));
            return exception is null || ((RefusedException)exception).Errors.Single().Code == "DuplicateUserName" ? exception is null : throw exception;
        }));

        Assert.Single(tries, made => made);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task LastAdmin_DisabledUnmadeOrDeleted_IsRefused(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var other = await people.AddAsync("other", isAdmin: true);
        await people.Administration.DisableAsync(people.Admin, other, TestTimeout.Token); // An admin who cannot sign in is none.
        var id = people.Ada.UserId;

        foreach (var actor in new[] { people.Admin, Actor.CommandLine })
        {
            await People.RefusedAsync(RefusedException.LastAdmin, () => people.Administration.DisableAsync(actor, id, TestTimeout.Token));
            await People.RefusedAsync(RefusedException.LastAdmin, () => people.Administration.SetAdminAsync(actor, id, false, TestTimeout.Token));
            await People.RefusedAsync(RefusedException.LastAdmin, () => people.Administration.DeleteAsync(actor, id, TestTimeout.Token));
        }

        Assert.Equal((AccountState.Active, true), ((await people.FindAsync(id))!.State, (await people.FindAsync(id))!.IsAdmin));
        Assert.Equal(1, await people.SignInsAsync(id));
        await people.Administration.EnableAsync(people.Admin, other, TestTimeout.Token);
        await people.Administration.SetAdminAsync(people.Admin, id, false, TestTimeout.Token);
        Assert.Equal(1, await people.ActiveAdminsAsync());
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Invitation_ThatMakesAdmins_GoesWithTheRightsOfItsMaker(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var bob = await people.SignInAsync(await people.AddAsync("bob", isAdmin: true));
        async Task<string> InviteAsync(bool makesAdmin) => People.SecretOf(await people.Invitations.CreateAsync(
            Actor.Of(bob), new InvitationDraft("", InvitationStore.DefaultLifetime, 1, makesAdmin), TestTimeout.Token));
        var (admin, user) = (await InviteAsync(makesAdmin: true), await InviteAsync(makesAdmin: false));

        await people.Administration.SetAdminAsync(people.Admin, bob.UserId, false, TestTimeout.Token);

        var refused = await people.Registration.RegisterAsync(new("eve", "eve@example.org", People.Password, null) { Invitation = admin }, TestTimeout.Token);
        Assert.Equal("invitation_not_usable", Assert.Single(refused.Errors).Code);
        Assert.NotNull((await people.Registration.RegisterAsync(new("joe", "joe@example.org", People.Password, null) { Invitation = user }, TestTimeout.Token)).UserId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task LastAdmin_TwoThatTakeEachOthersRightsAtOnce_LeaveOne(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        foreach (var round in Enumerable.Range(0, 8))
        {
            var other = await people.AddAsync($"other{round}", isAdmin: true);
            var ada = Actor.Of(people.Ada with { SignInId = null });
            var bob = Actor.Of(new Caller(other));
            var users = people.Administration;

            var ends = await Task.WhenAll(
                Record.ExceptionAsync(() => Task.Run(() => round % 2 == 0 ? users.DisableAsync(bob, people.Ada.UserId, TestTimeout.Token) : users.DeleteAsync(bob, other, TestTimeout.Token))),
                Record.ExceptionAsync(() => Task.Run(() => users.SetAdminAsync(ada, round % 2 == 0 ? other : people.Ada.UserId, false, TestTimeout.Token))));

            Assert.Equal(1, await people.ActiveAdminsAsync());
            Assert.Contains(Assert.Single(ends.OfType<RefusedException>()).Code, new[] { RefusedException.LastAdmin, RefusedException.Forbidden, RefusedException.SignedOut });
            // As at the beginning, for the next round.
            await users.SetAdminAsync(Actor.CommandLine, people.Ada.UserId, true, TestTimeout.Token);
            await users.EnableAsync(Actor.CommandLine, people.Ada.UserId, TestTimeout.Token);
            if ((await people.FindAsync(other))!.State == AccountState.Active) await users.SetAdminAsync(Actor.CommandLine, other, false, TestTimeout.Token);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Create_ByTheCommandLineOnANewServer_MakesTheOneAdmin_WhoeverElseRegisters(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind, isEmpty: true);

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () => number % 2 == 0
            ? await Record.ExceptionAsync(() => people.AddAsync($"cli{number}")) is null
            : (await people.Registration.RegisterAsync(new($"form{number}", $"form{number}@example.org", People.Password, null), TestTimeout.Token)).UserId is not null)));

        Assert.Contains(true, ends);
        Assert.Equal(1, await people.ActiveAdminsAsync());
        Assert.False(await people.Registration.IsOpenAsync(TestTimeout.Token));
    }

    [Fact]
    public async Task SetPassword_ByTheCommandLine_EndsSignInsAndAPause()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var id = await people.AddAsync("bob");
        await people.SignInAsync(id);

        await People.RefusedAsync(RefusedException.Forbidden, () => people.Administration.SetPasswordAsync(people.Admin, id, "another long password", TestTimeout.Token));
        var wrong = await People.RefusedAsync(RefusedException.ValidationFailed, () => people.Administration.SetPasswordAsync(Actor.CommandLine, id, "bob@example.org", TestTimeout.Token));
        Assert.Equal("PasswordIsName", Assert.Single(wrong.Errors).Code);
        await people.Administration.SetPasswordAsync(Actor.CommandLine, id, "another long password", TestTimeout.Token);

        await using var scope = people.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
        Assert.True(await users.CheckPasswordAsync((await users.FindByIdAsync(id.ToString()))!, "another long password"));
        Assert.Equal(0, await people.SignInsAsync(id));
        Assert.Equal(ActorKind.CommandLine, Assert.Single(await people.AuditAsync(AuditActions.PasswordReset)).ActorKind);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task RemoveSecondFactors_TakesTheAppTheCodesAndThePasskeys_AndNobodyElses(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var (bob, eve) = (await people.AddAsync("bob"), await people.AddAsync("eve"));
        foreach (var id in new[] { bob, eve }) await AddFactorsAsync(people, id);

        await people.Administration.RemoveSecondFactorsAsync(people.Admin, bob, TestTimeout.Token);

        Assert.Equal((false, 0, false), await FactorsAsync(people, bob));
        Assert.Equal((true, 2, true), await FactorsAsync(people, eve));
        Assert.Single(await people.AuditAsync(AuditActions.SecondFactorsRemoved));
        await people.Administration.RemoveSecondFactorsAsync(people.Admin, bob, TestTimeout.Token);
        Assert.Single(await people.AuditAsync(AuditActions.SecondFactorsRemoved));
    }

    private static Task AddFactorsAsync(People people, Guid id) => people.Database.WriteAsync(
        async context =>
        {
            (await context.Users.AsTracking().SingleAsync(user => user.Id == id)).TwoFactorEnabled = true;
            for (var i = 0; i < 2; i++) context.Add(new IdentityUserToken<Guid> { UserId = id, LoginProvider = "test", Name = $"secret{i}", Value = "sealed" });
            context.Add(new IdentityUserPasskey<Guid> { UserId = id, CredentialId = id.ToByteArray(), Data = new IdentityPasskeyData { PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] } });
        },
        TestTimeout.Token);

    private static Task<(bool HasTotp, int Tokens, bool HasPasskey)> FactorsAsync(People people, Guid id) => people.Database.ReadAsync(
        async context => (
            (await context.Users.SingleAsync(user => user.Id == id)).TwoFactorEnabled,
            await context.UserTokens.CountAsync(token => token.UserId == id),
            await context.Set<IdentityUserPasskey<Guid>>().AnyAsync(passkey => passkey.UserId == id)),
        TestTimeout.Token);
}
