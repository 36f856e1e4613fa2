using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Deletes all sessions of an account that is being deleted, one a transaction.</summary>
internal sealed class SessionRemoval(Database database, TimeProvider time) : IAccountData
{
    /// <summary>How long an answer that was told to stop may take to write its end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int Batch = 200;

    public async Task DeleteAsync(Guid userId, CancellationToken cancellationToken)
    {
        await WaitForAnswersAsync(userId, cancellationToken);
        while (await NextAsync(userId, cancellationToken) is { Count: > 0 } sessions)
        {
            foreach (var sessionId in sessions)
            {
                await database.WriteAsync(
                    async context => await context.Set<Session>().Where(session => session.Id == sessionId && session.OwnerId == userId).ExecuteDeleteAsync(cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>An answer whose rows went while it is being made would try to write its end for ever.</summary>
    private async Task WaitForAnswersAsync(Guid userId, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await HasAnswersAsync(userId, cancellationToken))
        {
            if (time.GetElapsedTime(began) >= Patience) throw new InvalidOperationException("An answer of the account has not ended yet.");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private Task<bool> HasAnswersAsync(Guid userId, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Set<Message>().AnyAsync(
            message => message.Status < MessageStatus.Completed && !message.IsPending && context.Set<Session>().Any(session => session.Id == message.SessionId && session.OwnerId == userId), cancellationToken),
        cancellationToken);

    private Task<List<Guid>> NextAsync(Guid userId, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Set<Session>().Where(session => session.OwnerId == userId).OrderBy(session => session.Id).Select(session => session.Id).Take(Batch).ToListAsync(cancellationToken),
        cancellationToken);
}
