using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>Holds the sign-in of whoever starts something, to the end of the transaction.</summary>
internal static class SignInRow
{
    /// <summary>
    /// A sign-in that has ended is refused. One that is ended at this moment ends after the commit, and with it what this transaction started: the
    /// one that ends it waits for this row, on PostgreSQL by an update of nothing, on SQLite at the gate.
    /// </summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/>.</exception>
    public static async Task HoldAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.SignInId is not { } signIn) return;
        var held = await context.Set<SignIn>().Where(row => row.Id == signIn && row.UserId == caller.UserId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.UserId, row => row.UserId), cancellationToken);
        if (held == 0) throw new RefusedException(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
    }
}
