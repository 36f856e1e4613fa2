using System.Security.Cryptography;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.SecondFactors;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BlazorChat.Tests.Accounts.AccountDesk;

namespace BlazorChat.Tests.Accounts;

/// <summary>What somebody began by a sign-in that is ended meanwhile changes nothing any more: a recovered account stays recovered.</summary>
public sealed class EndedSignInTests
{
    private const string Thiefs = "the thief's own password";

    public static TheoryData<DatabaseKind, string> Acts
    {
        get
        {
            var acts = new TheoryData<DatabaseKind, string>();
            foreach (var row in Databases.All.AsEnumerable<object[]>())
            {
                foreach (var name in ActsByName.Keys) acts.Add((DatabaseKind)row[0], name);
            }

            return acts;
        }
    }

    private static Dictionary<string, Func<AccountDesk, Caller, Task>> ActsByName { get; } = new()
    {
        ["password"] = (desk, caller) => desk.Get<CredentialStore>().ChangePasswordAsync(caller, Password, Thiefs, TestTimeout.Token),
        ["email"] = (desk, caller) => desk.Get<CredentialStore>().ChangeEmailAsync(caller, Password, "thief@example.org", TestTimeout.Token),
        ["passkey"] = (desk, caller) => desk.Get<PasskeyStore>().AddAsync(caller, Passkey(), "mine", TestTimeout.Token),
        ["codes"] = async (desk, caller) =>
        {
            var setup = await desk.Get<SecondFactorStore>().BeginAsync(caller, Password, TestTimeout.Token);
            var code = Totp.CodeOf(Base32.Decode(setup.Secret)!, desk.Time.GetUtcNow().ToUnixTimeSeconds() / 30);
            await desk.Get<SecondFactorStore>().EnableAsync(caller, setup, code, TestTimeout.Token);
        },
        ["sign-ins"] = (desk, caller) => desk.Get<SignInStore>().EndOthersAsync(caller, TestTimeout.Token),
    };

    [Theory, MemberData(nameof(Acts))]
    public async Task Act_ByASignInThatWasEndedSinceItWasLookedAt_ChangesNothing(DatabaseKind kind, string act)
    {
        await using var desk = await OpenAsync(kind);
        var (thief, owner) = (await desk.WithSignInAsync(desk.Ann), await desk.WithSignInAsync(desk.Ann));
        Assert.True(await desk.Get<AccountAccess>().IsValidAsync(thief, TestTimeout.Token)); // It is believed for two seconds, and the clock stands still.
        await desk.WriteAsync(context => context.Set<SignIn>().Where(row => row.Id == thief.SignInId).ExecuteDeleteAsync());
        var before = await StateAsync(desk);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ActsByName[act](desk, thief));

        Assert.Equal(RefusedException.SignedOut, refused.Code);
        Assert.Equal(before, await StateAsync(desk));
        await ActsByName[act](desk, owner); // By a sign-in that is there it is done.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Password_ChangedWhileItsFormerOneWasBeingChecked_StaysAsItsOwnerSetIt(DatabaseKind kind)
    {
        var hasher = new Interruption();
        await using var desk = await OpenAsync(kind, services => services.AddScoped<IPasswordHasher<ApplicationUser>>(_ => hasher));
        var here = await desk.WithSignInAsync(desk.Ann);
        // The sign-in stays: only the password that was checked is not the account's any more.
        hasher.BeforeHash = () => desk.WriteAsync(context => PasswordHashing.SetAsync(context, desk.Ann.UserId, "the owner's hash", TestTimeout.Token));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Get<CredentialStore>().ChangePasswordAsync(here, Password, Thiefs, TestTimeout.Token));

        Assert.Equal(RefusedException.SignedOut, refused.Code);
        Assert.Equal("the owner's hash", await desk.ReadAsync(context => context.Users.Where(user => user.Id == desk.Ann.UserId).Select(user => user.PasswordHash).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Use_FromEverChangingAddresses_KeepsNobodyFromEndingIt(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var owner = await desk.WithSignInAsync(desk.Ann);
        var used = await desk.WithSignInAsync(desk.Ann);
        var store = desk.Get<SignInStore>();
        var isOver = false;
        var uses = Enumerable.Range(0, 6).Select(number => Task.Run(async () =>
        {
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                try
                {
                    await store.TouchAsync(used with { Address = $"192.0.2.{number}-{i}" }, TimeSpan.FromDays(1), TestTimeout.Token);
                }
                catch (RefusedException)
                {
                    return;
                }
            }
        })).ToList();

        for (var i = 0; i < 20; i++)
        {
            await store.EndOthersAsync(owner, TestTimeout.Token);
            used = await desk.WithSignInAsync(desk.Ann);
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(uses);
    }

    private static UserPasskeyInfo Passkey() => new(RandomNumberGenerator.GetBytes(16), [1], DateTimeOffset.UnixEpoch, 0, [], true, false, false, [], []);

    private static Task<string> StateAsync(AccountDesk desk) => desk.ReadAsync(async context =>
    {
        var user = await context.Users.SingleAsync(user => user.Id == desk.Ann.UserId);
        var passkeys = await context.UserPasskeys.CountAsync();
        return $"{user.PasswordHash} {user.Email} {user.TwoFactorEnabled} {passkeys} {await context.Set<SignIn>().CountAsync()}";
    });

    private sealed class Interruption : IPasswordHasher<ApplicationUser>
    {
        private readonly PasswordHasher<ApplicationUser> _hasher = new();

        public Func<Task>? BeforeHash { get; set; }

        public string HashPassword(ApplicationUser user, string password)
        {
            BeforeHash?.Invoke().GetAwaiter().GetResult();
            return _hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(ApplicationUser user, string hashedPassword, string providedPassword) =>
            _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
