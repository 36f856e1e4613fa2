using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Empties a message and leaves its place.</summary>
internal static class MessageDeletion
{
    /// <summary>Returns the message's session.</summary>
    public static async Task<Guid> RunAsync(AppDbContext context, Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        var sessionId = await context.Set<Message>().Where(message => message.Id == messageId).Select(message => message.SessionId).SingleOrDefaultAsync(cancellationToken);
        var session = await SessionRow.TakeAsync(context, caller.UserId, sessionId, sequences: 0, cancellationToken);
        if (session is not { DeletedAt: null }) throw NotFound();

        // Discarded meanwhile, it is gone.
        var message = await context.Set<Message>().AsTracking().SingleOrDefaultAsync(message => message.Id == messageId, cancellationToken) ?? throw NotFound();
        if (message.IsPending) throw new RefusedException(RefusedException.InvalidState, "This message was not sent yet. Discard it instead.");
        if (!message.Status.IsEnd()) throw new RefusedException(RefusedException.InvalidState, "This answer is still being made. Stop it first.");
        if (await context.Set<Message>().AnyAsync(child => child.ParentId == messageId && child.Status < MessageStatus.Completed, cancellationToken))
        {
            // It may not have been read for the model yet, and an answer to nothing is none.
            throw new RefusedException(RefusedException.InvalidState, "This message is being answered. Stop the answer first.");
        }

        (message.IsDeleted, message.Parts, message.FinishReason) = (true, [], null);
        await context.Set<MessageImage>().Where(image => image.MessageId == messageId).ExecuteDeleteAsync(cancellationToken);
        return sessionId;
    }

    private static RefusedException NotFound() => new(RefusedException.NotFound, "There is no such message.");
}
