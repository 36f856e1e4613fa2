using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>Messages that were sent while another answer ran. They are in no branch until their turn comes.</summary>
internal static class PendingMessages
{
    /// <summary>
    /// Called in the transaction that ends a job, with the session's row taken and two sequences reserved. If the active leaf is done, the
    /// first waiting message is attached to it and returned; if it failed or was stopped, all that wait are held for a person to decide.
    /// </summary>
    public static async Task<QueuedGeneration?> AdvanceAsync(AppDbContext database, Session session, CancellationToken cancellationToken)
    {
        var waiting = await Waiting(database, session.Id).ToListAsync(cancellationToken);
        if (waiting.Count == 0) return null;

        var leaf = await LeafStatusAsync(database, session, cancellationToken);
        if (leaf is { } status && !status.IsEnd()) return null;
        if (leaf is null or MessageStatus.Completed && session.DeletedAt is null) return await AttachAsync(database, session, waiting[0], cancellationToken);

        foreach (var answer in waiting) answer.IsHeld = true;
        return null;
    }

    /// <summary>Attaches a waiting message to the active leaf. The session's last two sequences must have been reserved for it.</summary>
    public static async Task<QueuedGeneration> AttachAsync(AppDbContext database, Session session, Message answer, CancellationToken cancellationToken)
    {
        var question = await database.Set<Message>().AsTracking().SingleAsync(message => message.Id == answer.ParentId, cancellationToken);
        question.ParentId = session.ActiveLeafId;
        (question.Sequence, answer.Sequence) = (session.LastSequence - 1, session.LastSequence);
        question.IsPending = answer.IsPending = answer.IsHeld = false;
        session.ActiveLeafId = answer.Id;
        return new QueuedGeneration(answer.JobId!.Value, answer.Id, session.OwnerId);
    }

    public static async Task<MessageStatus?> LeafStatusAsync(AppDbContext database, Session session, CancellationToken cancellationToken) =>
        session.ActiveLeafId is not { } leafId ? null : await database.Set<Message>()
            .Where(message => message.Id == leafId).Select(message => (MessageStatus?)message.Status).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<Message> Waiting(AppDbContext database, Guid sessionId) => database.Set<Message>().AsTracking()
        .Where(message => message.SessionId == sessionId && message.Status == MessageStatus.Queued && message.Role == MessageRole.Assistant
            && message.IsPending && !message.IsHeld)
        .OrderBy(message => message.Sequence);
}
