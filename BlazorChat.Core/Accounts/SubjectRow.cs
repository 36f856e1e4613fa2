using System.Security.Cryptography;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>Takes the row of the account that something is done to.</summary>
internal static class SubjectRow
{
    /// <summary>The row, to be changed. It is locked on PostgreSQL by an update of nothing; on SQLite the gate did so already.</summary>
    /// <exception cref="RefusedException">There is no such account.</exception>
    public static async Task<ApplicationUser> TakeAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken)
    {
        var taken = await context.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, user => user.State), cancellationToken);
        if (taken == 0) throw new RefusedException(RefusedException.NotFound, "There is no such account.");
        return await context.Users.AsTracking().SingleAsync(user => user.Id == userId, cancellationToken);
    }

    /// <summary>Gives it new stamps: what somebody else read before is not written over this.</summary>
    public static void Stamp(ApplicationUser user) => (user.SecurityStamp, user.ConcurrencyStamp) = (RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));
}
