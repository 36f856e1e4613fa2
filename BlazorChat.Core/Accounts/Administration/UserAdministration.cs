using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Administration;

/// <summary>
/// What admins and the command line do to accounts. Each is one transaction with its row of the audit, and counts at once. What is so already is not
/// done again. All of them refuse whoever is no active admin with <see cref="RefusedException.Forbidden"/>, unknown accounts with
/// <see cref="RefusedException.NotFound"/>, and those that are being deleted with <see cref="RefusedException.InvalidState"/>. Thread-safe.
/// </summary>
public sealed class UserAdministration
{
    private readonly Database _database;
    private readonly AccountChanges _changes;
    private readonly NewAccounts _accounts;
    private readonly AccountRemoval _removal;
    private readonly PasswordResetStore _resets;
    private readonly AttemptLimits _limits;

    internal UserAdministration(
        Database database, AccountChanges changes, NewAccounts accounts, AccountRemoval removal, PasswordResetStore resets, AttemptLimits limits) =>
        (_database, _changes, _accounts, _removal, _resets, _limits) = (database, changes, accounts, removal, resets, limits);

    /// <summary>Makes an account that may be used at once. The very first one of a server becomes an admin's.</summary>
    /// <returns>The account's id.</returns>
    /// <exception cref="RefusedException">Fields are wrong or taken, which <see cref="RefusedException.Errors"/> names.</exception>
    public async Task<Guid> CreateAsync(Actor actor, NewUser wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(wanted);
        await _database.ReadAsync(async context => { await AdminRights.RequireAsync(context, actor, cancellationToken); return true; }, cancellationToken);
        wanted = wanted with { UserName = wanted.UserName.Trim(), Email = wanted.Email.Trim() };
        if (await _accounts.CheckAsync(wanted, cancellationToken) is { Count: > 0 } errors) throw new RefusedException(errors);
        var user = await InTurnAsync(() => _accounts.Draft(wanted), cancellationToken);
        var isFirst = false;
        await _accounts.InsertAsync(
            actor, user, AuditActions.AccountCreated,
            async context =>
            {
                isFirst = !await AdminRights.LockAsync(context, cancellationToken);
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                if (isFirst) NewAccounts.AddFirst(context, user);
                else user.IsAdmin = wanted.IsAdmin; // It may have been the first one when this was tried before.
                return user.IsAdmin ? "admin" : "user";
            },
            cancellationToken);
        if (isFirst) _accounts.ForgetSetupCode();
        return user.Id;
    }

    /// <summary>Lets an account be used that waited for approval.</summary>
    public Task ApproveAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, AuditActions.AccountApproved,
        (_, user) =>
        {
            if (user.State == AccountState.Disabled) throw new RefusedException(RefusedException.InvalidState, $"{user.UserName} is disabled; enable the account instead.");
            return DoneIf(user.State == AccountState.Pending, () => user.State = AccountState.Active);
        },
        endsAll: false, cancellationToken);

    /// <summary>Lets an account not be used any more. All its data stays; its sign-ins, pages and answers end.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.LastAdmin"/>: nobody could administer the server.</exception>
    public Task DisableAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, AuditActions.AccountDisabled,
        async (context, user) =>
        {
            await AdminRights.RequireAnotherAsync(context, user, cancellationToken);
            await AdminLinks.EndAsync(context, user, cancellationToken);
            return await DoneIf(user.State != AccountState.Disabled, () => user.State = AccountState.Disabled);
        },
        endsAll: true, cancellationToken);

    /// <summary>Lets a disabled account be used again.</summary>
    public Task EnableAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, AuditActions.AccountEnabled,
        (_, user) =>
        {
            if (user.State == AccountState.Pending) throw new RefusedException(RefusedException.InvalidState, $"{user.UserName} waits for approval; approve the account instead.");
            return DoneIf(user.State == AccountState.Disabled, () => user.State = AccountState.Active);
        },
        endsAll: false, cancellationToken);

    /// <summary>Makes somebody an admin, or no admin any more. They have to sign in again.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.LastAdmin"/>: nobody could administer the server.</exception>
    public Task SetAdminAsync(Actor actor, Guid userId, bool isAdmin, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, isAdmin ? AuditActions.AdminGranted : AuditActions.AdminRevoked,
        async (context, user) =>
        {
            if (!isAdmin) await AdminRights.RequireAnotherAsync(context, user, cancellationToken);
            if (!isAdmin) await AdminLinks.EndAsync(context, user, cancellationToken);
            return await DoneIf(user.IsAdmin != isAdmin, () => user.IsAdmin = isAdmin);
        },
        endsAll: true, cancellationToken);

    /// <summary>Makes a link with which its user sets a new password, within <see cref="PasswordResetStore.Lifetime"/> and once.</summary>
    /// <returns>The path and query of the link, with its secret: to be shown once.</returns>
    public async Task<string> CreateResetLinkAsync(Actor actor, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var secret = await _database.WriteAsync(
            async context =>
            {
                await AdminRights.LockAsync(context, cancellationToken);
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                var user = await SubjectRow.TakeAsync(context, userId, cancellationToken);
                return await _resets.CreateAsync(context, actor, new AuditSubject(userId, user.UserName ?? ""), cancellationToken);
            },
            cancellationToken);
        return $"/account/reset?code={secret}";
    }

    /// <summary>Sets a password, ends all sign-ins, and lets a locked account try again. For the command line alone: an admin makes a reset link, so that only its user knows the password.</summary>
    /// <exception cref="RefusedException">The password is none that may be used, which <see cref="RefusedException.Errors"/> says.</exception>
    public async Task SetPasswordAsync(Actor actor, Guid userId, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(password);
        await _database.ReadAsync(async context => { await AdminRights.RequireAsync(context, actor, cancellationToken); return true; }, cancellationToken);
        if (actor.Kind != ActorKind.CommandLine) throw new RefusedException(RefusedException.Forbidden, "Only the command line may set somebody's password.");
        var names = await _database.ReadAsync(context => context.Users.Where(user => user.Id == userId).Select(user => new { user.UserName, user.Email }).FirstOrDefaultAsync(cancellationToken), cancellationToken);
        if (PasswordRules.Check(password, names?.UserName, names?.Email) is { } error) throw new RefusedException([error]);
        var hash = await InTurnAsync(() => _accounts.Hash(password), cancellationToken);
        await _changes.RunAsync(
            actor, userId, AuditActions.PasswordReset,
            (_, user) => DoneIf(true, () => (user.PasswordHash, user.AccessFailedCount, user.LockoutEnd) = (hash, 0, null)),
            endsAll: true, cancellationToken);
        _limits.Forget(userId);
    }

    /// <summary>Ends all sign-ins of an account, with their pages and what runs for it.</summary>
    public Task SignOutEverywhereAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, AuditActions.SignedOutEverywhere, (_, _) => DoneIf(true, () => { }), endsAll: true, cancellationToken);

    /// <summary>Removes the app's key, the recovery codes and the passkeys of an account: its password alone counts then. Sign-ins stay.</summary>
    public Task RemoveSecondFactorsAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _changes.RunAsync(
        actor, userId, AuditActions.SecondFactorsRemoved,
        async (context, user) =>
        {
            var removed = await context.UserTokens.Where(token => token.UserId == userId).ExecuteDeleteAsync(cancellationToken);
            removed += await context.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == userId).ExecuteDeleteAsync(cancellationToken);
            return await DoneIf(removed > 0 || user.TwoFactorEnabled, () => user.TwoFactorEnabled = false);
        },
        endsAll: false, cancellationToken);

    /// <summary>Begins to delete an account with all its data, which cannot be undone: see <see cref="AccountRemoval"/>.</summary>
    public Task DeleteAsync(Actor actor, Guid userId, CancellationToken cancellationToken) => _removal.BeginAsync(actor, userId, cancellationToken);

    /// <summary>The account of that user name or address; null where there is none.</summary>
    public async Task<AccountSummary?> FindByNameAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > AccountRules.MaxEmailLength) return null;
        var normalized = AccountFields.Normalize(name.Trim());
        return await _database.ReadAsync(
            async context =>
            {
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                return await context.Users.Where(user => user.NormalizedUserName == normalized || user.NormalizedEmail == normalized)
                    .OrderByDescending(user => user.NormalizedUserName == normalized)
                    .Select(user => new AccountSummary(user.Id, user.UserName ?? "", user.Email ?? "", user.State, user.IsAdmin)).FirstOrDefaultAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task<T> InTurnAsync<T>(Func<T> hash, CancellationToken cancellationToken) where T : class =>
        await _accounts.InTurnAsync(Guid.CreateVersion7(), () => Task.FromResult<T?>(hash()), null, cancellationToken)
        ?? throw new RefusedException(RefusedException.RateLimited, "Too much is asked at once; try again in a moment.");

    private static Task<bool> DoneIf(bool condition, Action change)
    {
        if (condition) change();
        return Task.FromResult(condition);
    }
}
