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
        if (session is not { DeletedAt: null }) throw new RefusedException(RefusedException.NotFound, "There is no such message.");

        var message = await context.Set<Message>().AsTracking().SingleAsync(message => message.Id == messageId, cancellationToken);
        if (message.IsPending) throw new RefusedException(RefusedException.InvalidState, "This message was not sent yet. Discard it instead.");
        if (!message.Status.IsEnd()) throw new RefusedException(RefusedException.InvalidState, "This answer is still being made. Stop it first.");

        (message.IsDeleted, message.Parts, message.FinishReason) = (true, [], null);
        await context.Set<MessageImage>().Where(image => image.MessageId == messageId).ExecuteDeleteAsync(cancellationToken);
        return sessionId;
    }
}
