using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Takes the row of the account that asks, for what opens it: password, address, second factors. What was looked at before the transaction may be over:
/// whoever recovers an account ends the sign-ins of who has taken it, and what these had begun must not come after that.
/// </summary>
internal static class OwnRow
{
    /// <summary>Locks the account's row to the end of the transaction.</summary>
    /// <param name="context">The transaction's context.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/>: the account may not be used, or the sign-in has ended.</exception>
    public static async Task TakeAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken)
    {
        var taken = await context.Users.Where(user => user.Id == caller.UserId && user.State == AccountState.Active)
            .ExecuteUpdateAsync(update => update.SetProperty(user => user.State, user => user.State), cancellationToken);
        if (taken == 0 || !await AdminRights.IsSignedInAsync(context, caller, cancellationToken)) throw SignedOut();
    }

    /// <summary>The same where a password was checked: it has to be the account's still.</summary>
    /// <param name="context">The transaction's context.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="verified">The account with the password that was checked.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/>, also where the password was changed meanwhile.</exception>
    public static async Task TakeAsync(AppDbContext context, Caller caller, ApplicationUser verified, CancellationToken cancellationToken)
    {
        await TakeAsync(context, caller, cancellationToken);
        if (!await context.Users.AnyAsync(user => user.Id == caller.UserId && user.PasswordHash == verified.PasswordHash, cancellationToken)) throw SignedOut();
    }

    private static RefusedException SignedOut() => new(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
}
