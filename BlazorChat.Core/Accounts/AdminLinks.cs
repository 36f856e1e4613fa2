using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>The links that somebody made as an admin go with the rights: an invitation that makes an admin, or a link to set another admin's password, were a way back.</summary>
internal static class AdminLinks
{
    /// <summary>Removes those of an account, with the caller's transaction, which has the lock of <see cref="AdminRights"/>.</summary>
    public static async Task EndAsync(AppDbContext context, ApplicationUser user, CancellationToken cancellationToken)
    {
        await context.Set<Invitation>().Where(row => row.MakesAdmin && row.CreatedBy == user.UserName).ExecuteDeleteAsync(cancellationToken);
        // Who made a link stands in the audit; one that another admin has made since is newer than that.
        await context.Set<PasswordReset>().Where(row => context.Set<AuditEntry>().Any(
            entry => entry.Action == AuditActions.ResetLinkCreated && entry.ActorId == user.Id && entry.SubjectId == row.UserId && entry.At >= row.CreatedAt)).ExecuteDeleteAsync(cancellationToken);
    }
}
