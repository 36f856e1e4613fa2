using BlazorChat.Core.Data;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>
/// Brings order into what a dead process left: a running job of which something was received becomes interrupted with all that the journal
/// holds, one of which nothing was received runs again, and what is queued is queued again.
/// </summary>
internal sealed partial class GenerationRecovery(
    Database database, GenerationStore store, IGenerationQueue queue, GenerationRegistry registry, TimeProvider time, ILogger<GenerationRecovery> logger)
{
    /// <summary>A worker that has not said for so long that a job is alive is dead.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(15);

    /// <summary>A job that took the server down so many times is not tried again.</summary>
    private const int MaxAttempts = 3;

    /// <summary>At start: whatever runs under another worker is dead, since one server has this data.</summary>
    public async Task RecoverAllAsync(CancellationToken cancellationToken)
    {
        await RecoverAsync(job => job.WorkerId != store.WorkerId, cancellationToken);
        try
        {
            await store.SettleLeftAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotSettled(logger, exception); // A full disk keeps no server from its start.
        }
    }

    /// <summary>Later: what has no heartbeat any more and does not run here.</summary>
    public async Task RecoverDeadAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - DeadAfter;
        await RecoverAsync(job => job.HeartbeatAt == null || job.HeartbeatAt < oldest, cancellationToken);
    }

    private async Task RecoverAsync(System.Linq.Expressions.Expression<Func<GenerationJob, bool>> isDead, CancellationToken cancellationToken)
    {
        var dead = await database.ReadAsync(
            context => context.Set<GenerationJob>()
                .Where(job => job.Status == MessageStatus.Running || job.Status == MessageStatus.Planning).Where(isDead)
                .Select(job => job.Id).ToListAsync(cancellationToken),
            cancellationToken);
        var recovered = dead.Where(id => !registry.Running.Contains(id)).ToList();
        foreach (var jobId in recovered) await TryRecoverJobAsync(jobId, cancellationToken);
        if (recovered.Count > 0) LogRecovered(logger, recovered.Count);

        foreach (var generation in await ReadQueuedAsync(cancellationToken)) queue.Enqueue(generation);
    }

    // One that cannot be recovered now (a full disk) keeps neither the others nor the start: the sweep tries it again.
    private async Task TryRecoverJobAsync(Guid jobId, CancellationToken cancellationToken)
    {
        try
        {
            await RecoverJobAsync(jobId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRecovered(logger, jobId, exception);
        }
    }

    private async Task RecoverJobAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var (job, message, entry, pieces) = await database.ReadAsync(context => ReadAsync(context, jobId, cancellationToken), cancellationToken);
        var (said, sources) = Citations.Part(message.Parts);
        var parts = new PartSequence(said);
        foreach (var piece in pieces) parts.Append(piece);
        var received = pieces.Sum(piece => (long)piece.Length);

        if (received == 0 && job.Attempt < MaxAttempts)
        {
            await store.RequeueAsync(jobId, cancellationToken);
            registry.Publish(job);
            return;
        }

        var next = await store.EndAsync(
            new GenerationEnd(jobId, GenerationOutcomes.ServerEnded(), [.. parts.ToParts(), .. sources])
            {
                EndsBehindReaders = true,
                UsageEntryId = entry?.Id,
                Usage = new TokenUsage(entry?.PromptTokens ?? 0, 0, pieces.OfType<GrowingPart>().Sum(piece => TokenEstimate.Of(piece.Text)), 0, IsEstimated: true),
            },
            cancellationToken);
        registry.Live.CompleteDead(message.Id, job.Attempt, new FeedEnd(MessageStatus.Interrupted, null));
        registry.Publish(job);
        if (next is not null) queue.Enqueue(next);
    }

    private static async Task<(GenerationJob Job, Message Message, UsageEntry? Entry, List<MessagePart> Pieces)> ReadAsync(
        AppDbContext context, Guid jobId, CancellationToken cancellationToken)
    {
        var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
        var message = await context.Set<Message>().SingleAsync(message => message.Id == job.MessageId, cancellationToken);
        var entry = await context.Set<UsageEntry>()
            .Where(entry => entry.MessageId == message.Id && entry.SettledAt == null)
            .OrderByDescending(entry => entry.OpenedAt).FirstOrDefaultAsync(cancellationToken);
        var payloads = await context.Set<JournalEntry>()
            .Where(entry => entry.MessageId == message.Id && entry.Attempt == message.Attempt)
            .OrderBy(entry => entry.Offset).Select(entry => entry.Payload).ToListAsync(cancellationToken);
        return (job, message, entry, [.. payloads.Select(PartsJson.ReadOne)]);
    }

    private Task<List<QueuedGeneration>> ReadQueuedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        context => (from job in context.Set<GenerationJob>()
                    join message in context.Set<Message>() on job.MessageId equals message.Id
                    where job.Status == MessageStatus.Queued && !message.IsPending
                    orderby job.CreatedAt
                    select new QueuedGeneration(job.Id, job.MessageId, job.OwnerId)).ToListAsync(cancellationToken),
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "Generation {JobId}, which a dead process left, could not be recovered; it is tried again.")]
    private static partial void LogNotRecovered(ILogger logger, Guid jobId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a dead process left open in the ledger could not be settled; it is tried again at the next start.")]
    private static partial void LogNotSettled(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recovered {Count} generations that a dead process left.")]
    private static partial void LogRecovered(ILogger logger, int count);
}
