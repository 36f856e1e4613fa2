using BlazorChat.Core.Data;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>The worker's transactions: a job's claim and its end. A job's status and its message's are written together, here and nowhere else but in the send.</summary>
internal sealed class GenerationStore(Database database, ModelCatalog models, TimeProvider time)
{
    /// <summary>Which process this is; a job that runs under another id belongs to one that is gone.</summary>
    public Guid WorkerId { get; } = Guid.CreateVersion7();

    /// <summary>
    /// How much of a branch is read for the model, in characters of its parts: more than the largest windows hold. What lies before is left out,
    /// whole messages at a time.
    /// </summary>
    private const long ContextBudget = 8_000_000;

    /// <summary>Makes a queued job this process's own and opens its row of the ledger. Null where it is not queued any more.</summary>
    public async Task<ClaimedGeneration?> ClaimAsync(Guid jobId, CancellationToken cancellationToken)
    {
        // Before the claim and outside the gate: what stands before a message in its branch changes no more.
        var branch = await database.ReadAsync(context => ReadBranchAsync(context, jobId, cancellationToken), cancellationToken);
        return await ClaimAsync(jobId, branch, cancellationToken);
    }

    private Task<ClaimedGeneration?> ClaimAsync(Guid jobId, List<Message> branch, CancellationToken cancellationToken) => database.WriteAsync(
        async context =>
        {
            var now = time.GetUtcNow();
            var claimed = await context.Set<GenerationJob>()
                .Where(job => job.Id == jobId && job.Status == MessageStatus.Queued)
                .ExecuteUpdateAsync(
                    update => update
                        .SetProperty(job => job.Status, MessageStatus.Running)
                        .SetProperty(job => job.Attempt, job => job.Attempt + 1)
                        .SetProperty(job => job.WorkerId, WorkerId)
                        .SetProperty(job => job.HeartbeatAt, now)
                        .SetProperty(job => job.StartedAt, now),
                    cancellationToken);
            if (claimed == 0) return null;

            var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
            var message = await context.Set<Message>().SingleAsync(message => message.Id == job.MessageId, cancellationToken);
            message.Status = MessageStatus.Running;
            message.Attempt = job.Attempt;
            message.AttemptOffset = message.Parts.Sum(part => (long)part.Length);
            var model = models.Resolve(job.ModelId);
            var usage = UsageLedger.Open(context, OpenUsage(job, model, branch, now));
            return new ClaimedGeneration(job, message, branch, model, usage.Id);
        },
        cancellationToken);

    /// <summary>Writes the end of an attempt in one transaction. Returns the waiting message whose turn it is now; null where there is none.</summary>
    public Task<QueuedGeneration?> EndAsync(GenerationEnd end, CancellationToken cancellationToken) => database.WriteAsync(
        async context =>
        {
            var now = time.GetUtcNow();
            var (session, job) = await TakeAsync(context, end.JobId, cancellationToken);
            if (job.Status.IsEnd()) return null;

            var message = await context.Set<Message>().SingleAsync(message => message.Id == job.MessageId, cancellationToken);
            session.UpdatedAt = now;
            job.Status = message.Status = end.Outcome.Status;
            (job.EndedAt, job.WorkerId) = (now, null);
            message.FinishReason = end.Outcome.FinishReason;
            if (end.EndsBehindReaders)
            {
                message.Attempt = ++job.Attempt;
                message.AttemptOffset = end.Parts.Sum(part => (long)part.Length);
            }

            message.Parts = end.Outcome.Error is { } error ? [.. end.Parts, error] : end.Parts;
            await context.Set<JournalEntry>().Where(entry => entry.MessageId == message.Id).ExecuteDeleteAsync(cancellationToken);
            if (end is { UsageEntryId: { } entryId, Usage: { } usage })
            {
                await UsageLedger.SettleAsync(context, entryId, usage, end.FirstTokenAt, now, cancellationToken);
            }

            await context.SaveChangesAsync(cancellationToken);
            return await PendingMessages.AdvanceAsync(context, session, cancellationToken);
        },
        cancellationToken);

    /// <summary>Puts a job of which nothing was received back into the queue; its next claim is a new attempt.</summary>
    public Task RequeueAsync(Guid jobId, Guid? usageEntryId, CancellationToken cancellationToken) => database.WriteAsync(
        async context =>
        {
            var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
            if (job.Status.IsEnd()) return;
            var message = await context.Set<Message>().SingleAsync(message => message.Id == job.MessageId, cancellationToken);
            job.Status = message.Status = MessageStatus.Queued;
            job.WorkerId = null;
            var now = time.GetUtcNow();
            await context.Set<UsageEntry>() // Settled with the estimate of its opening: the provider may have read the prompt.
                .Where(entry => entry.Id == usageEntryId && entry.SettledAt == null)
                .ExecuteUpdateAsync(update => update.SetProperty(entry => entry.SettledAt, now), cancellationToken);
        },
        cancellationToken);

    /// <summary>Says that these jobs are alive.</summary>
    public Task BeatAsync(IEnumerable<Guid> jobIds, CancellationToken cancellationToken) => database.WriteAsync(
        async context => await context.Set<GenerationJob>()
            .Where(job => job.WorkerId == WorkerId && jobIds.Contains(job.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(job => job.HeartbeatAt, time.GetUtcNow()), cancellationToken),
        cancellationToken);

    private static async Task<List<Message>> ReadBranchAsync(AppDbContext context, Guid jobId, CancellationToken cancellationToken)
    {
        var answer = await (from job in context.Set<GenerationJob>()
                            join message in context.Set<Message>() on job.MessageId equals message.Id
                            where job.Id == jobId
                            select new { message.SessionId, message.ParentId }).SingleOrDefaultAsync(cancellationToken);
        return answer?.ParentId is { } parent
            ? await BranchQuery.ReadAsync(context, answer.SessionId, parent, int.MaxValue, cancellationToken, ContextBudget)
            : [];
    }

    // The session's row first, always in this order, so that two writers of one session can never wait for each other.
    private static async Task<(Session Session, GenerationJob Job)> TakeAsync(AppDbContext context, Guid jobId, CancellationToken cancellationToken)
    {
        var owner = await context.Set<GenerationJob>().AsNoTracking().SingleAsync(job => job.Id == jobId, cancellationToken);
        var session = await SessionRow.TakeAsync(context, owner.OwnerId, owner.SessionId, sequences: 2, cancellationToken);
        var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
        return (session ?? throw new InvalidOperationException($"The session of the generation {jobId} is gone."), job);
    }

    private static UsageEntry OpenUsage(GenerationJob job, ResolvedModel? model, List<Message> branch, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        OwnerId = job.OwnerId,
        SessionId = job.SessionId,
        MessageId = job.MessageId,
        Purpose = UsagePurpose.Answer,
        Connection = model?.Connection.Name ?? "",
        Model = model?.Model ?? job.ModelId,
        OpenedAt = now,
        PromptTokens = branch.Sum(message => TokenEstimate.Of(ConversationContext.TextOf(message))),
        IsEstimated = true,
    };
}
