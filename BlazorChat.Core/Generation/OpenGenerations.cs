using System.Linq.Expressions;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>Stops what waits and runs for somebody; what had come is kept. Whoever calls it has decided that: it asks nobody's access.</summary>
internal sealed class OpenGenerations(Database database, Conversations conversations)
{
    public async Task StopAsync(Guid ownerId, Expression<Func<GenerationJob, bool>> which, CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(
            context => context.Set<GenerationJob>()
                .Where(job => job.OwnerId == ownerId && job.Status < MessageStatus.Completed).Where(which)
                .OrderByDescending(job => job.Id) // Those that wait first, so that none of them starts when the running one ends.
                .Select(job => job.Id).ToListAsync(cancellationToken),
            cancellationToken);
        List<Exception> failures = [];
        foreach (var jobId in open)
        {
            try
            {
                await conversations.StopOpenAsync(new Caller(ownerId), jobId, cancellationToken);
            }
            catch (RefusedException)
            {
                // Its session was deleted for good at this moment.
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(exception); // One that cannot be stopped keeps none of the others.
            }
        }

        if (failures.Count > 0) throw new AggregateException("Some answers could not be stopped.", failures);
    }
}
