using BlazorChat.Core.Data;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>The worker's transactions: a job's claim and its end. A job's status and its message's are written together, here and nowhere else but in the send.</summary>
internal sealed class GenerationStore(Database database, UserModels models, TimeProvider time)
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
        if (await database.ReadAsync(context => ReadAsync(context, jobId, cancellationToken), cancellationToken) is not { } read) return null;
        var (answer, branch) = read;
        var call = ModelCall.For(answer.ModelId, await models.ForAsync(answer.OwnerId, cancellationToken));
        var context = call is null ? new ContextCut(branch, 0) : ContextCut.For(branch, ConversationContext.TextOf(answer.Parts), call);
        if (await ClaimAsync(jobId, context, call, cancellationToken) is not { } claimed) return null;
        // The sources stand behind the whole text, so what comes is put before them. The database has them where they were until the end.
        (claimed.Message.Parts, var sources) = Citations.Part(claimed.Message.Parts);
        return claimed with { Sources = sources };
    }

    private Task<ClaimedGeneration?> ClaimAsync(Guid jobId, ContextCut cut, ModelCall? call, CancellationToken cancellationToken) => database.WriteAsync(
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
            message.AttemptOffset = Citations.Begin(message.Parts);
            message.OmittedMessages = cut.Omitted;
            (message.ModelId, message.RequestedModelId) = (job.ModelId, null);
            var usage = UsageLedger.Open(context, OpenUsage(job, call?.Model, call?.Info.Price, cut.RoughTokens, now));
            return new ClaimedGeneration(job, message, cut.Branch, call, usage.Id);
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
            if (end.Outcome.Status != MessageStatus.Stopped) session.AnsweredAt = now;
            job.Status = message.Status = end.Outcome.Status;
            (job.EndedAt, job.WorkerId) = (now, null);
            message.FinishReason = end.Outcome.FinishReason;
            if (end.EndsBehindReaders)
            {
                message.Attempt = ++job.Attempt;
                message.AttemptOffset = Citations.Begin(end.Parts);
            }

            // Nobody answered: then no fallback is named.
            var hasMore = end.Parts.Sum(part => (long)part.Length) > message.Parts.Sum(part => (long)part.Length);
            if (!hasMore && end.Outcome.Status != MessageStatus.Completed) (message.ModelId, message.RequestedModelId) = (job.ModelId, null);
            message.Parts = end.Outcome.Error is { } error ? [.. end.Parts, error] : end.Parts;
            await context.Set<JournalEntry>().Where(entry => entry.MessageId == message.Id).ExecuteDeleteAsync(cancellationToken);
            if (end is { UsageEntryId: { } entryId, Usage: { } usage })
            {
                await UsageLedger.SettleAsync(context, entryId, usage, end.FirstTokenAt, now, cancellationToken);
            }

            await UsageLedger.SettleLeftAsync(context, entry => entry.MessageId == message.Id, now, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            return await PendingMessages.AdvanceAsync(context, session, cancellationToken);
        },
        cancellationToken);

    /// <summary>
    /// Goes over to another model before it is called: the row of the one that failed is settled as having cost nothing, a new one is opened,
    /// and the message says who answers. Returns the new row's id.
    /// </summary>
    public Task<Guid> FallBackAsync(ClaimedGeneration generation, Guid usageEntryId, FallbackNotice notice, ModelPrice? price, CancellationToken cancellationToken) => database.WriteAsync(
        async context =>
        {
            var now = time.GetUtcNow();
            var message = await context.Set<Message>().SingleAsync(message => message.Id == generation.Message.Id, cancellationToken);
            message.RequestedModelId ??= message.ModelId;
            message.ModelId = notice.To.Id;
            var rough = await context.Set<UsageEntry>().Where(entry => entry.Id == usageEntryId).Select(entry => entry.PromptTokens).SingleOrDefaultAsync(cancellationToken);
            await UsageLedger.SettleAsync(context, usageEntryId, TokenUsage.None, null, now, cancellationToken);
            return UsageLedger.Open(context, OpenUsage(generation.Job, notice.To, price, rough, now)).Id;
        },
        cancellationToken);

    /// <summary>Puts a job of which nothing was received back into the queue; its next claim is a new attempt.</summary>
    public Task RequeueAsync(Guid jobId, CancellationToken cancellationToken) => database.WriteAsync(
        async context =>
        {
            var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
            if (job.Status.IsEnd()) return;
            var message = await context.Set<Message>().SingleAsync(message => message.Id == job.MessageId, cancellationToken);
            job.Status = message.Status = MessageStatus.Queued;
            job.WorkerId = null;
            await UsageLedger.SettleLeftAsync(context, entry => entry.MessageId == message.Id, time.GetUtcNow(), cancellationToken);
        },
        cancellationToken);

    /// <summary>At start: settles what a dead process left open and no job will settle, such as a title.</summary>
    public Task SettleLeftAsync(CancellationToken cancellationToken) => database.WriteAsync(
        context => UsageLedger.SettleLeftAsync(context, entry => entry.MessageId == null, time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>Says that these jobs are alive.</summary>
    public Task BeatAsync(IEnumerable<Guid> jobIds, CancellationToken cancellationToken) => database.WriteAsync(
        async context => await context.Set<GenerationJob>()
            .Where(job => job.WorkerId == WorkerId && jobIds.Contains(job.Id))
            .ExecuteUpdateAsync(update => update.SetProperty(job => job.HeartbeatAt, time.GetUtcNow()), cancellationToken),
        cancellationToken);

    private static async Task<(Answer Answer, List<Message> Branch)?> ReadAsync(AppDbContext context, Guid jobId, CancellationToken cancellationToken)
    {
        var answer = await (from job in context.Set<GenerationJob>()
                            join message in context.Set<Message>() on job.MessageId equals message.Id
                            where job.Id == jobId
                            select new Answer(job.OwnerId, job.ModelId, message.SessionId, message.ParentId, message.Parts)).SingleOrDefaultAsync(cancellationToken);
        if (answer is null) return null;
        return (answer, answer.ParentId is { } parent ? await BranchQuery.ReadAsync(context, answer.SessionId, parent, int.MaxValue, cancellationToken, ContextBudget) : []);
    }

    // The session's row first, always in this order, so that two writers of one session can never wait for each other.
    private static async Task<(Session Session, GenerationJob Job)> TakeAsync(AppDbContext context, Guid jobId, CancellationToken cancellationToken)
    {
        var owner = await context.Set<GenerationJob>().AsNoTracking().SingleAsync(job => job.Id == jobId, cancellationToken);
        var session = await SessionRow.TakeAsync(context, owner.OwnerId, owner.SessionId, sequences: 2, cancellationToken);
        var job = await context.Set<GenerationJob>().SingleAsync(job => job.Id == jobId, cancellationToken);
        return (session ?? throw new InvalidOperationException($"The session of the generation {jobId} is gone."), job);
    }

    private static UsageEntry OpenUsage(GenerationJob job, ResolvedModel? model, ModelPrice? price, long promptTokens, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        OwnerId = job.OwnerId,
        SessionId = job.SessionId,
        MessageId = job.MessageId,
        Purpose = UsagePurpose.Answer,
        Connection = model?.Connection.Name ?? "",
        Model = model?.Model ?? job.ModelId,
        OpenedAt = now,
        PromptTokens = promptTokens,
        PromptPrice = price?.Prompt,
        CachedPrice = price?.CachedPrompt,
        CompletionPrice = price?.Completion,
        IsEstimated = true,
    };

    private sealed record Answer(Guid OwnerId, string ModelId, Guid SessionId, Guid? ParentId, IReadOnlyList<MessagePart> Parts);
}
