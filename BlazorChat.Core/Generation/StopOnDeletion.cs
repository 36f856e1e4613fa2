using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>Stops what is answering in a session that goes into the bin; what had come is kept with it.</summary>
internal sealed class StopOnDeletion(Database database, Conversations conversations) : ISessionDeletion
{
    public async Task OnDeletedAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(
            context => context.Set<GenerationJob>()
                .Where(job => job.SessionId == sessionId && job.OwnerId == caller.UserId && job.Status < MessageStatus.Completed)
                .OrderByDescending(job => job.Id) // Those that wait first, so that none of them starts when the running one ends.
                .Select(job => job.Id).ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var jobId in open) await conversations.StopAsync(caller, jobId, cancellationToken);
    }
}
