using System.Text;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static BlazorChat.Tests.Accounts.AccountDesk;

namespace BlazorChat.Tests.Accounts;

public sealed class SecondFactorTests
{
    /// <summary>RFC 6238, appendix B, cut to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Totp_OfTheStandard_IsComputed(long seconds, string code)
    {
        var key = Encoding.ASCII.GetBytes("12345678901234567890");
        Assert.Equal(code, Totp.CodeOf(key, seconds / 30));
        var secret = Base32.Encode(key);
        Assert.Equal(key, Base32.Decode(secret));
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(seconds / 30, Totp.FindStep(secret, $" {code[..3]} {code[3..]}", time.AddSeconds(30)));
        Assert.Null(Totp.FindStep(secret, code, time.AddSeconds(90)));
        Assert.Null(Totp.FindStep(secret, code + "0", time));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Totp_TheSameCodeAtOnce_SignsInOnce(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (secret, _) = await EnableAsync(desk);
        desk.Time.Advance(Totp.Step);
        var step = await FirstStepAsync(desk);
        var code = CodeOf(desk, secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, AttemptLimits.MaxPerAccount).Select(_ => CheckAsync(desk, step, code)));

        Assert.Single(answers, answer => answer.Outcome == SignInOutcome.Right);
        Assert.Equal(SignInOutcome.Refused, (await CheckAsync(desk, step, code)).Outcome);
        desk.Time.Advance(AttemptLimits.Pause);
        Assert.Equal(("totp", SignInOutcome.Right), ((await CheckAsync(desk, step, CodeOf(desk, secret))) is var right ? right.Method : "", right.Outcome));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task RecoveryCode_AtOnce_SignsInOnceAndIsKeptAsAHash(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (secret, codes) = await EnableAsync(desk);
        var step = await FirstStepAsync(desk);

        var answers = await Task.WhenAll(Enumerable.Range(0, AttemptLimits.MaxPerAccount).Select(_ => CheckAsync(desk, step, codes[0].ToLowerInvariant().Replace('-', ' '), isRecoveryCode: true)));

        Assert.Single(answers, answer => answer.Outcome == SignInOutcome.Right);
        Assert.Equal(RecoveryCodes.Count - 1, (await desk.Get<SecondFactorStore>().GetAsync(desk.Ann, TestTimeout.Token)).RecoveryCodesLeft);
        Assert.Single(await desk.ActionsAsync(), AuditActions.RecoveryCodeUsed);
        var stored = string.Join('\n', (await desk.ReadAsync(context => context.UserTokens.ToListAsync())).Select(row => $"{row.LoginProvider} {row.Name} {row.Value}"));
        Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), stored, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Code_TwoHundredWrongAtOnce_HoldsTheSecondStepUpAndNotTheFirst()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var (secret, codes) = await EnableAsync(desk);
        var step = await FirstStepAsync(desk);
        desk.Time.Advance(Totp.Step);

        await Task.WhenAll(Enumerable.Range(0, 90).Select(number => CheckAsync(desk, step, number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture))));

        Assert.Equal(SignInOutcome.Refused, (await CheckAsync(desk, step, CodeOf(desk, secret))).Outcome);
        Assert.Single(await desk.ActionsAsync(), AuditActions.SignInLocked);
        Assert.Equal(SignInOutcome.NeedsCode, (await desk.SignInAsync("ann", Password)).Outcome);
        Assert.Equal(SignInOutcome.Right, (await CheckAsync(desk, step, codes[0], isRecoveryCode: true)).Outcome);
    }

    [Fact]
    public async Task FirstStep_OfAFormerPassword_IsWorthNothing()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var (_, codes) = await EnableAsync(desk);
        var step = await FirstStepAsync(desk);

        await desk.Get<CredentialStore>().ChangePasswordAsync(desk.Ann, Password, "another good password", TestTimeout.Token);

        Assert.Equal(SignInOutcome.Refused, (await CheckAsync(desk, step, codes[0], isRecoveryCode: true)).Outcome);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Changes_WantThePasswordAndAreAudited(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var store = desk.Get<SecondFactorStore>();
        Assert.Equal("current_password_wrong", await RefusalOfAsync(() => store.BeginAsync(desk.Ann, "wrong", TestTimeout.Token)));
        var setup = await store.BeginAsync(desk.Ann, Password, TestTimeout.Token);
        Assert.Equal("totp_code_wrong", await RefusalOfAsync(() => store.EnableAsync(desk.Ann, setup, "000000x", TestTimeout.Token)));
        Assert.False((await store.GetAsync(desk.Ann, TestTimeout.Token)).IsOn);

        var first = await store.EnableAsync(desk.Ann, setup, CodeOf(desk, setup.Secret), TestTimeout.Token);
        Assert.Equal("current_password_wrong", await RefusalOfAsync(() => store.RenewRecoveryCodesAsync(desk.Ann, "wrong", TestTimeout.Token)));
        var second = await store.RenewRecoveryCodesAsync(desk.Ann, Password, TestTimeout.Token);
        Assert.Empty(first.Intersect(second));
        Assert.Equal(SignInOutcome.Refused, (await CheckAsync(desk, await FirstStepAsync(desk), first[0], isRecoveryCode: true)).Outcome);
        Assert.Equal("current_password_wrong", await RefusalOfAsync(() => store.DisableAsync(desk.Ann, "wrong", TestTimeout.Token)));
        await store.DisableAsync(desk.Ann, Password, TestTimeout.Token);

        Assert.Equal(new SecondFactorStatus(false, 0), await store.GetAsync(desk.Ann, TestTimeout.Token));
        Assert.Equal(SignInOutcome.Right, (await desk.SignInAsync("ann", Password)).Outcome);
        Assert.Equal([AuditActions.RecoveryCodesCreated, AuditActions.TotpDisabled, AuditActions.TotpEnabled], (await desk.ActionsAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(await desk.ReadAsync(context => context.UserTokens.ToListAsync()));
    }

    [Fact]
    public async Task Secret_WhenTheMasterKeyIsExchanged_GoesOverToTheNewOne()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var (secret, _) = await EnableAsync(desk);
        var next = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(MasterKey.Length));
        var former = await File.ReadAllTextAsync(desk.Get<DataFolder>().MasterKeyFile);
        var both = new ConfigurationManager { ["ENCRYPTION_KEY"] = next, ["BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS"] = former.Trim() };
        var alone = new ConfigurationManager { ["ENCRYPTION_KEY"] = next };
        TotpSecrets With(ConfigurationManager keys) => new(new SecretBox(MasterKey.Load(keys, desk.Get<DataFolder>())));

        Assert.Equal((1, 1), await desk.ReadAsync(context => With(alone).CountAsync(context, TestTimeout.Token)));
        await desk.WriteAsync(async context => Assert.Equal((1, 0), await With(both).RenewAsync(context, TestTimeout.Token)));

        Assert.Equal(secret, await desk.ReadAsync(context => With(alone).FindAsync(context, desk.Ann.UserId, TestTimeout.Token)));
        Assert.Equal((1, 1), await desk.ReadAsync(context => desk.Get<TotpSecrets>().CountAsync(context, TestTimeout.Token)));
        // Moved to another account it opens for nobody.
        await desk.WriteAsync(context => context.UserTokens.ExecuteUpdateAsync(update => update.SetProperty(row => row.UserId, desk.Bob.UserId)));
        Assert.Null(await desk.ReadAsync(context => With(alone).FindAsync(context, desk.Bob.UserId, TestTimeout.Token)));
    }

    [Theory]
    [InlineData(AccountState.Pending, SignInOutcome.Pending)]
    [InlineData(AccountState.Disabled, SignInOutcome.Disabled)]
    [InlineData(AccountState.Deleting, SignInOutcome.Refused)]
    public async Task SignIn_OfAnAccountThatMayNotBeUsed_SaysSoAfterTheRightPasswordOnly(AccountState state, SignInOutcome outcome)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        await desk.WriteAsync(context => context.Users.Where(user => user.Id == desk.Ann.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, state)));

        Assert.Equal(SignInOutcome.Refused, (await desk.SignInAsync("ann", "wrong")).Outcome);
        var answer = await desk.SignInAsync("ann", Password);
        Assert.Equal((outcome, null), (answer.Outcome, answer.Step));
    }

    [Fact]
    public async Task IdentityStore_AskedToKeepSecretsInPlain_Refuses()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);

        await desk.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<ApplicationUser>>();
            var ann = (await users.FindByNameAsync("ann"))!;
            await Assert.ThrowsAsync<NotSupportedException>(() => users.ResetAuthenticatorKeyAsync(ann));
            await Assert.ThrowsAsync<NotSupportedException>(() => users.GenerateNewTwoFactorRecoveryCodesAsync(ann, 10));
            Assert.False(await users.IsLockedOutAsync(ann));
            return true;
        });
    }

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> EnableAsync(AccountDesk desk)
    {
        var store = desk.Get<SecondFactorStore>();
        var setup = await store.BeginAsync(desk.Ann, Password, TestTimeout.Token);
        return (setup.Secret, await store.EnableAsync(desk.Ann, setup, CodeOf(desk, setup.Secret), TestTimeout.Token));
    }

    private static string CodeOf(AccountDesk desk, string secret) => Totp.CodeOf(Base32.Decode(secret)!, desk.Time.GetUtcNow().ToUnixTimeSeconds() / 30);

    private static async Task<SignInStep> FirstStepAsync(AccountDesk desk)
    {
        var answer = await desk.SignInAsync("ann", Password);
        Assert.Equal(SignInOutcome.NeedsCode, answer.Outcome);
        return answer.Step!;
    }

    private static Task<SignInAnswer> CheckAsync(AccountDesk desk, SignInStep step, string code, bool isRecoveryCode = false) =>
        desk.Get<SecondFactorSignIn>().CheckAsync(step, code, isRecoveryCode, AttemptSource.Unknown, TestTimeout.Token);
}
