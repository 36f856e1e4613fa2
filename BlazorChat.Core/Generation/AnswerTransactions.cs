using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>What a stop found: a job that it ended itself, or one that runs and has to be told.</summary>
internal sealed record Stopped(Guid SessionId, Guid MessageId, bool HasEnded, QueuedGeneration? Next);

/// <summary>The acts on an answer that is there: each checks the owner and takes the session's row first.</summary>
internal sealed class AnswerTransactions(QueueLimit limit, TimeProvider time)
{
    public async Task<Stopped> StopQueuedAsync(AppDbContext context, Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        var (session, answer) = await TakeByJobAsync(context, caller, jobId, sequences: 2, cancellationToken);
        if (answer.IsPending)
        {
            answer.IsHeld = true;
            return new Stopped(session.Id, answer.Id, HasEnded: false, Next: null);
        }

        var now = time.GetUtcNow();
        var stopped = await context.Set<GenerationJob>()
            .Where(job => job.Id == jobId && job.Status == MessageStatus.Queued)
            .ExecuteUpdateAsync(
                update => update.SetProperty(job => job.Status, MessageStatus.Stopped).SetProperty(job => job.EndedAt, now), cancellationToken);
        if (stopped == 0) return new Stopped(session.Id, answer.Id, HasEnded: false, Next: null);

        answer.Status = MessageStatus.Stopped;
        await context.SaveChangesAsync(cancellationToken);
        return new Stopped(session.Id, answer.Id, HasEnded: true, await PendingMessages.AdvanceAsync(context, session, cancellationToken));
    }

    public async Task<Message> ContinueAsync(AppDbContext context, Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        var (session, answer) = await TakeAsync(context, caller, messageId, sequences: 0, cancellationToken);
        RefuseInBin(session);
        await limit.CheckAsync(context, caller, cancellationToken);
        var isCut = answer.Status is MessageStatus.Stopped or MessageStatus.Failed or MessageStatus.Interrupted || answer is { Status: MessageStatus.Completed, FinishReason: "length" };
        if (!isCut || answer.IsDeleted) throw new RefusedException(RefusedException.InvalidState, "This answer is complete, or it is still being made.");
        if (await context.Set<Message>().AnyAsync(message => message.ParentId == answer.Id, cancellationToken))
        {
            throw new RefusedException(RefusedException.InvalidState, "The conversation went on after this answer. Retry it instead.");
        }

        await RefuseDeletedQuestionAsync(context, answer, cancellationToken);
        var job = await context.Set<GenerationJob>().SingleAsync(job => job.MessageId == answer.Id, cancellationToken);
        job.Status = answer.Status = MessageStatus.Queued;
        job.EndedAt = null;
        answer.FinishReason = null;
        // The text goes on where it stopped. Who has read the error is told to go back before it.
        if (answer.Parts is [.., ErrorPart]) answer.Parts = [.. answer.Parts.SkipLast(1)];
        session.UpdatedAt = time.GetUtcNow();
        session.ActiveLeafId = answer.Id;
        return answer;
    }

    public async Task<Sent> RegenerateAsync(
        AppDbContext context, Caller caller, ModelMenu models, Guid messageId, string? modelId, CancellationToken cancellationToken)
    {
        var (session, original) = await TakeAsync(context, caller, messageId, sequences: 1, cancellationToken);
        RefuseInBin(session);
        await limit.CheckAsync(context, caller, cancellationToken);
        if (original.IsPending) throw new RefusedException(RefusedException.InvalidState, "This message was not sent yet.");
        await RefuseDeletedQuestionAsync(context, original, cancellationToken);
        var model = ModelChoices.Resolve(models, modelId ?? session.ModelId);

        var now = time.GetUtcNow();
        var (answer, job) = NewExchange.NewAnswer(session, original.ParentId, model.Id, now);
        context.AddRange(answer, job);
        session.ActiveLeafId = answer.Id;
        session.UpdatedAt = now;
        var result = new SendResult(session.Id, original.ParentId!.Value, answer.Id, job.Id);
        return new Sent(result, new QueuedGeneration(job.Id, answer.Id, caller.UserId));
    }

    public static async Task<(Guid SessionId, QueuedGeneration? Start)> ReleaseAsync(AppDbContext context, Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        var (session, answer) = await TakeByJobAsync(context, caller, jobId, sequences: 2, cancellationToken);
        RefuseInBin(session);
        if (answer is not { IsPending: true, IsHeld: true }) throw new RefusedException(RefusedException.InvalidState, "This message is not held.");
        answer.IsHeld = false;
        var leafRuns = await PendingMessages.LeafStatusAsync(context, session, cancellationToken) is { } status && !status.IsEnd();
        return (session.Id, leafRuns ? null : await PendingMessages.AttachAsync(context, session, answer, cancellationToken));
    }

    public static async Task<(Guid SessionId, Guid MessageId)> DiscardAsync(AppDbContext context, Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        var (session, answer) = await TakeByJobAsync(context, caller, jobId, sequences: 0, cancellationToken);
        if (!answer.IsPending) throw new RefusedException(RefusedException.InvalidState, "This message was sent already.");
        await context.Set<Message>()
            .Where(message => message.Id == answer.Id || (message.Id == answer.ParentId && message.IsPending)).ExecuteDeleteAsync(cancellationToken);
        context.ChangeTracker.Clear(); // The database took the job along.
        return (session.Id, answer.Id);
    }

    public static async Task<bool> CheckOwnerAsync(AppDbContext context, Caller caller, Guid jobId, CancellationToken cancellationToken) =>
        await context.Set<GenerationJob>().AnyAsync(job => job.Id == jobId && job.OwnerId == caller.UserId, cancellationToken) ? true : throw NotFound();

    private static RefusedException NotFound() => new(RefusedException.NotFound, "There is no such message.");

    // What is in the bin asks no model any more; stopping and taking back is allowed there.
    private static void RefuseInBin(Session session)
    {
        if (session.DeletedAt is not null) throw NotFound();
    }

    private static async Task RefuseDeletedQuestionAsync(AppDbContext context, Message answer, CancellationToken cancellationToken)
    {
        if (await context.Set<Message>().AnyAsync(message => message.Id == answer.ParentId && message.IsDeleted, cancellationToken))
        {
            throw new RefusedException(RefusedException.InvalidState, "The question of this answer was deleted.");
        }
    }

    private static async Task<(Session Session, Message Answer)> TakeByJobAsync(
        AppDbContext context, Caller caller, Guid jobId, int sequences, CancellationToken cancellationToken)
    {
        var messageId = await context.Set<GenerationJob>()
            .Where(job => job.Id == jobId && job.OwnerId == caller.UserId).Select(job => job.MessageId).SingleOrDefaultAsync(cancellationToken);
        return await TakeAsync(context, caller, messageId, sequences, cancellationToken);
    }

    private static async Task<(Session Session, Message Answer)> TakeAsync(
        AppDbContext context, Caller caller, Guid messageId, int sequences, CancellationToken cancellationToken)
    {
        var sessionId = await context.Set<Message>()
            .Where(message => message.Id == messageId && message.Role == MessageRole.Assistant)
            .Select(message => message.SessionId).SingleOrDefaultAsync(cancellationToken);
        var session = await SessionRow.TakeAsync(context, caller.UserId, sessionId, sequences, cancellationToken)
            ?? throw NotFound();
        return (session, await context.Set<Message>().AsTracking().SingleAsync(message => message.Id == messageId, cancellationToken));
    }
}
