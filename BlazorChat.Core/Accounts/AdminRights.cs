using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Who may administer, decided by the rows and in the transaction of what is done. <see cref="LockAsync"/> lets one such transaction run at a time on
/// either database: what is read after it stays true until the commit.
/// </summary>
internal static class AdminRights
{
    /// <summary>Takes the lock, which the transaction holds to its end. False where the server has no first account yet, and so no lock.</summary>
    public static async Task<bool> LockAsync(AppDbContext context, CancellationToken cancellationToken) =>
        await context.Set<FirstAdmin>().ExecuteUpdateAsync(update => update.SetProperty(row => row.UserId, row => row.UserId), cancellationToken) > 0;

    /// <summary>Refuses whoever is neither an active admin by a valid sign-in nor the command line.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/> or <see cref="RefusedException.Forbidden"/>.</exception>
    public static async Task RequireAsync(AppDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind == ActorKind.CommandLine) return;
        if (actor.Caller is not { } caller) throw Forbidden();
        var account = await context.Users.Where(user => user.Id == caller.UserId).Select(user => new { user.IsAdmin, user.State }).FirstOrDefaultAsync(cancellationToken);
        if (account is not { State: AccountState.Active } || !await IsSignedInAsync(context, caller, cancellationToken))
            throw new RefusedException(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
        if (!account.IsAdmin) throw Forbidden();
    }

    /// <summary>Whether the sign-in by which somebody asks is there; true where it asks by none.</summary>
    public static async Task<bool> IsSignedInAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken) =>
        caller.SignInId is not { } signIn || await context.Set<SignIn>().AnyAsync(row => row.Id == signIn && row.UserId == caller.UserId, cancellationToken);

    private static RefusedException Forbidden() => new(RefusedException.Forbidden, "Only admins may do this.");

    /// <summary>Refuses what would leave the server without an active admin. The lock has to be taken before.</summary>
    public static async Task RequireAnotherAsync(AppDbContext context, ApplicationUser user, CancellationToken cancellationToken)
    {
        if (user is not { IsAdmin: true, State: AccountState.Active }) return;
        if (await context.Users.AnyAsync(other => other.Id != user.Id && other.IsAdmin && other.State == AccountState.Active, cancellationToken)) return;
        throw new RefusedException(RefusedException.LastAdmin, $"{user.UserName} is the only active admin; make somebody else an admin first.");
    }
}
