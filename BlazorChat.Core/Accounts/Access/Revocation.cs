using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>
/// Ends what somebody has open: in the transaction of what was done to the account its sign-ins and reset links, and after it pages, streams
/// and running answers. Thread-safe.
/// </summary>
internal sealed partial class Revocation(AccountAccess access, AccountEvents events, IEnumerable<IAccountEnding> endings, ILogger<Revocation> logger)
{
    /// <summary>Deletes the sign-ins and the reset links, with the caller's transaction.</summary>
    /// <param name="context">The transaction's context.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="kept">A sign-in that stays: the one by which its user asked for it; null where none does.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    public static async Task EndAsync(AppDbContext context, Guid userId, Guid? kept, CancellationToken cancellationToken)
    {
        // The row of the account first, as where one begins: a sign-in that begins at this moment is there already, or waits and finds what was changed.
        await context.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, user => user.IsAdmin), cancellationToken);
        await context.Set<SignIn>().Where(row => row.UserId == userId && row.Id != kept).ExecuteDeleteAsync(cancellationToken);
        await context.Set<PasswordReset>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Tells whoever must know, after the commit. It never throws: what was committed is done, and what is open asks again within seconds.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="endsAnswers">Whether what runs for the account ends too.</param>
    public async Task TellAsync(Guid userId, bool endsAnswers)
    {
        access.Forget(userId);
        events.Publish(userId);
        if (!endsAnswers) return;
        foreach (var ending in endings)
        {
            try
            {
                await ending.OnEndedAsync(userId, CancellationToken.None);
            }
            catch (Exception exception)
            {
                LogEndingFailed(userId, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something of account {UserId} could not be ended")]
    private partial void LogEndingFailed(Guid userId, Exception exception);
}
