using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static BlazorChat.Tests.Accounts.AccountDesk;

namespace BlazorChat.Tests.Accounts;

/// <summary>Passwords and addresses, and links to set a password.</summary>
public sealed class CredentialStoreTests
{
    private const string Next = "another good password";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Password_Changed_EndsOtherSignInsAndLinksAndIsAudited(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (here, there, bobs) = (await desk.WithSignInAsync(desk.Ann), await desk.WithSignInAsync(desk.Ann), await desk.WithSignInAsync(desk.Bob));
        var link = await LinkAsync(desk, desk.Ann, "ann");

        await desk.Get<CredentialStore>().ChangePasswordAsync(here, Password, Next, TestTimeout.Token);

        Assert.Equal(SignInOutcome.Refused, (await desk.SignInAsync("ann", Password)).Outcome);
        Assert.Equal(SignInOutcome.Right, (await desk.SignInAsync("ann@example.org", Next)).Outcome);
        var access = desk.Get<AccountAccess>();
        Assert.Equal((true, false, true), (await access.IsValidAsync(here, TestTimeout.Token), await access.IsValidAsync(there, TestTimeout.Token), await access.IsValidAsync(bobs, TestTimeout.Token)));
        Assert.False(await desk.Get<PasswordResetStore>().IsValidAsync(link, AttemptSource.Unknown, TestTimeout.Token));
        Assert.Contains(AuditActions.PasswordChanged, await desk.ActionsAsync());
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Email_Changed_IsUniqueInEveryCaseAndEndsOtherSignIns(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (here, there) = (await desk.WithSignInAsync(desk.Ann), await desk.WithSignInAsync(desk.Ann));
        var store = desk.Get<CredentialStore>();

        Assert.Equal("DuplicateEmail", await RefusalOfAsync(() => store.ChangeEmailAsync(here, Password, "BOB@example.ORG", TestTimeout.Token)));
        Assert.Equal("InvalidEmail", await RefusalOfAsync(() => store.ChangeEmailAsync(here, Password, "a@exampıe.org", TestTimeout.Token)));
        Assert.Equal("current_password_wrong", await RefusalOfAsync(() => store.ChangeEmailAsync(here, "wrong", "ann@example.net", TestTimeout.Token)));
        Assert.True(await desk.Get<AccountAccess>().IsValidAsync(there, TestTimeout.Token));
        await store.ChangeEmailAsync(here, Password, " Ann@Example.net ", TestTimeout.Token);

        Assert.Equal("Ann@Example.net", await store.GetEmailAsync(here, TestTimeout.Token));
        Assert.False(await desk.Get<AccountAccess>().IsValidAsync(there, TestTimeout.Token));
        Assert.Equal(SignInOutcome.Right, (await desk.SignInAsync("ann@example.NET", Password)).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await desk.SignInAsync("ann@example.org", Password)).Outcome);
        Assert.Single(await desk.ActionsAsync(), AuditActions.EmailChanged);
    }

    [Theory]
    [InlineData("short", "PasswordTooShort")]
    [InlineData("Password1", "PasswordTooCommon")]
    [InlineData("ann@example.org", "PasswordIsName")]
    public async Task Password_ThatIsGuessedFirst_IsRefusedOnEveryWay(string password, string code)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var link = await LinkAsync(desk, desk.Ann, "ann");

        Assert.Equal(code, await RefusalOfAsync(() => desk.Get<CredentialStore>().ChangePasswordAsync(desk.Ann, Password, password, TestTimeout.Token)));
        Assert.Equal(code, await RefusalOfAsync(() => desk.Get<PasswordResetStore>().UseAsync(link, password, AttemptSource.Unknown, TestTimeout.Token)));
        await desk.Get<PasswordResetStore>().UseAsync(link, Next, AttemptSource.Unknown, TestTimeout.Token); // It was not used up.
    }

    [Fact]
    public async Task CurrentPassword_TwoHundredWrongAtOnce_FiveAreLookedAtAndTheLockIsAuditedOnce()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var store = desk.Get<CredentialStore>();

        var codes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => RefusalOfAsync(() => store.ChangePasswordAsync(desk.Ann, "wrong", Next, TestTimeout.Token))));

        Assert.Equal(AttemptLimits.MaxPerAccount, codes.Count(code => code == "current_password_wrong"));
        Assert.Equal("current_password_paused", await RefusalOfAsync(() => store.ChangePasswordAsync(desk.Ann, Password, Next, TestTimeout.Token)));
        Assert.Single(await desk.ActionsAsync(), AuditActions.SignInLocked);
        desk.Time.Advance(AttemptLimits.Pause);
        await store.ChangePasswordAsync(desk.Ann, Password, Next, TestTimeout.Token);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task ResetLink_UsedFiftyTimesAtOnce_SetsOnePassword(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var here = await desk.WithSignInAsync(desk.Ann);
        for (var i = 0; i < 5; i++) await desk.SignInAsync("ann", "wrong");
        var link = await LinkAsync(desk, desk.Ann, "ann");
        var resets = desk.Get<PasswordResetStore>();

        // On threads of their own: SQLite does a whole try before it gives the thread back, and then no two would ever meet.
        var tries = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
        {
            try
            {
                await resets.UseAsync(link, $"{Next} {number}", AttemptSource.Unknown, TestTimeout.Token);
                return number;
            }
            catch (RefusedException exception)
            {
                Assert.Equal(RefusedException.NotFound, exception.Code);
                return -1;
            }
        })));

        var winner = Assert.Single(tries, number => number >= 0);
        Assert.Equal(SignInOutcome.Right, (await desk.SignInAsync("ann", $"{Next} {winner}")).Outcome); // The lock is gone as well.
        Assert.False(await desk.Get<AccountAccess>().IsValidAsync(here, TestTimeout.Token));
        Assert.Single(await desk.ActionsAsync(), AuditActions.PasswordReset);
    }

    [Fact]
    public async Task ResetLink_UnknownUsedExpiredOrReplaced_IsOneAnswerAndOnlyAHashIsKept()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var resets = desk.Get<PasswordResetStore>();
        var replaced = await LinkAsync(desk, desk.Ann, "ann");
        var link = await LinkAsync(desk, desk.Ann, "ann");
        Assert.Equal(43, link.Length); // 256 bits.
        Assert.DoesNotContain(link, Convert.ToBase64String((await desk.ReadAsync(context => context.Set<PasswordReset>().SingleAsync())).SecretHash), StringComparison.Ordinal);
        Assert.True(await resets.IsValidAsync(link, AttemptSource.Unknown, TestTimeout.Token));
        desk.Time.Advance(PasswordResetStore.Lifetime);

        foreach (var secret in (string[])[replaced, link, "", "unknown"])
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => resets.UseAsync(secret, Next, AttemptSource.Unknown, TestTimeout.Token));
            Assert.Equal((RefusedException.NotFound, "This link does not work any more. Ask for a new one."), (refused.Code, refused.Message));
        }
    }

    [Fact]
    public async Task ResetLink_HundredWrongFromOneAddress_IsHeldUp()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var resets = desk.Get<PasswordResetStore>();
        for (var i = 0; i < AttemptLimits.MaxPerAddress; i++) Assert.False(await resets.IsValidAsync($"wrong {i}", AttemptSource.Unknown, TestTimeout.Token));

        Assert.Equal(RefusedException.RateLimited, await RefusalOfAsync(() => resets.IsValidAsync("wrong", AttemptSource.Unknown, TestTimeout.Token)));
    }

    private static async Task<string> LinkAsync(AccountDesk desk, Caller account, string name)
    {
        var secret = "";
        await desk.WriteAsync(async context => secret = await desk.Get<PasswordResetStore>().CreateAsync(context, Actor.CommandLine, new AuditSubject(account.UserId, name), TestTimeout.Token));
        return secret;
    }
}
