using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>The invitations that make admins go with the rights of whoever made them: else they were a way back.</summary>
internal static class AdminInvitations
{
    /// <summary>Removes those of an account, with the caller's transaction.</summary>
    public static Task EndAsync(AppDbContext context, ApplicationUser user, CancellationToken cancellationToken) =>
        context.Set<Invitation>().Where(row => row.MakesAdmin && row.CreatedBy == user.UserName).ExecuteDeleteAsync(cancellationToken);
}
