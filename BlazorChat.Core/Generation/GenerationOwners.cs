using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Generation;

/// <summary>Whether the owner of a job may still have it run. Thread-safe.</summary>
internal sealed class GenerationOwners(AccountAccess access, AccountEvents events, OpenGenerations open)
{
    /// <summary>
    /// False where the account may not be used: the job is stopped then, with what an earlier attempt left. So it is with one that was queued
    /// when the server ended, and whose owner was disabled before it started again.
    /// </summary>
    public async Task<bool> MayRunAsync(QueuedGeneration generation, CancellationToken cancellationToken)
    {
        if (await access.IsValidAsync(new Caller(generation.OwnerId), cancellationToken)) return true;
        await open.StopAsync(generation.OwnerId, job => job.Id == generation.JobId, cancellationToken);
        return false;
    }

    /// <summary>Has the account looked at while its answer runs, as for an open page: another process may disable it. Dispose at the end.</summary>
    public IDisposable Watch(Guid ownerId) => events.Subscribe(ownerId, static () => { });
}
