using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Generation;

/// <summary>What a send made and what may start now; nothing starts where the message waits or the same send came before.</summary>
internal sealed record Sent(SendResult Result, QueuedGeneration? Start);

/// <summary>The send: all or nothing of the user's message, the empty answer, the job and the idempotency key.</summary>
internal sealed class SendTransaction(QueueLimit limit, TimeProvider time)
{
    public async Task<Sent> RunAsync(AppDbContext context, Caller caller, ModelMenu models, SendRequest request, CancellationToken cancellationToken)
    {
        var hash = HashOf(request);
        if (await FindEarlierAsync(context, caller, request, hash, cancellationToken) is { } earlier) return new Sent(earlier, null);
        await limit.CheckAsync(context, caller, cancellationToken);

        var now = time.GetUtcNow();
        var session = await TakeSessionAsync(context, caller, request, now, cancellationToken);
        var model = ModelChoices.Resolve(models, request.ModelId ?? session.ModelId);
        if (request.ModelId is not null) session.ModelId = model.Id;
        session.UpdatedAt = now;

        var waits = await WaitsAsync(context, session, request, cancellationToken);
        var parent = waits ? null : await ResolveParentAsync(context, session, request, cancellationToken);
        var exchange = new NewExchange(session, parent, request.Text, model.Id, now) { IsPending = waits };
        exchange.AddTo(context);
        if (!waits) session.ActiveLeafId = exchange.Answer.Id;

        var result = new SendResult(session.Id, exchange.Question.Id, exchange.Answer.Id, exchange.Job.Id);
        context.Add(new IdempotencyKey
        {
            OwnerId = caller.UserId,
            Key = request.ClientMessageId,
            ContentHash = hash,
            SessionId = result.SessionId,
            UserMessageId = result.UserMessageId,
            MessageId = result.MessageId,
            JobId = result.JobId,
            CreatedAt = now,
        });
        return new Sent(result, waits ? null : new QueuedGeneration(result.JobId, result.MessageId, caller.UserId));
    }

    private async Task<SendResult?> FindEarlierAsync(AppDbContext context, Caller caller, SendRequest request, byte[] hash, CancellationToken cancellationToken)
    {
        var key = await context.Set<IdempotencyKey>().SingleOrDefaultAsync(
            key => key.OwnerId == caller.UserId && key.Key == request.ClientMessageId, cancellationToken);
        if (key is null) return null;
        if (key.CreatedAt <= time.GetUtcNow() - IdempotencyKey.Lifetime)
        {
            context.Remove(key);
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }

        if (!key.ContentHash.AsSpan().SequenceEqual(hash))
        {
            throw new RefusedException(RefusedException.IdempotencyConflict, "This key was used for another message. Send the new one with a new key.", "client_message_id");
        }

        return new SendResult(key.SessionId, key.UserMessageId, key.MessageId, key.JobId);
    }

    private static async Task<Session> TakeSessionAsync(AppDbContext context, Caller caller, SendRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.SessionId is { } id)
        {
            var taken = await SessionRow.TakeAsync(context, caller.UserId, id, sequences: 2, cancellationToken);
            return taken is { DeletedAt: null } ? taken : throw new RefusedException(RefusedException.NotFound, "There is no such session.", "session_id");
        }

        var session = new Session
        {
            Id = Guid.CreateVersion7(),
            OwnerId = caller.UserId,
            Title = SessionTitle.FromMessage(request.Text),
            LastSequence = 2,
            CreatedAt = now,
            UpdatedAt = now,
        };
        context.Add(session);
        return session;
    }

    // Only a message to the active leaf waits, and only while that is not done or others wait in front.
    private static async Task<bool> WaitsAsync(AppDbContext context, Session session, SendRequest request, CancellationToken cancellationToken)
    {
        if (request.EditedId is not null || (request.ParentId is not null && request.ParentId != session.ActiveLeafId)) return false;
        return await PendingMessages.LeafStatusAsync(context, session, cancellationToken) is { } status && !status.IsEnd();
    }

    private static async Task<Guid?> ResolveParentAsync(AppDbContext context, Session session, SendRequest request, CancellationToken cancellationToken)
    {
        if (request.EditedId is { } editedId)
        {
            var edited = await FindAsync(context, session, editedId, cancellationToken);
            if (edited is not { Role: MessageRole.User, IsDeleted: false }) throw new RefusedException(RefusedException.NotFound, "There is no such message to edit.", "edited_id");
            return edited.ParentId;
        }

        if (request.ParentId is not { } parentId) return session.ActiveLeafId;
        var parent = await FindAsync(context, session, parentId, cancellationToken)
            ?? throw new RefusedException(RefusedException.NotFound, "There is no such message to answer to.", "parent_id");
        return parent.Status.IsEnd()
            ? parent.Id
            : throw new RefusedException(RefusedException.InvalidState, "The answer in this branch is still being made. Wait for its end or stop it, and send the message again.");
    }

    private static Task<Message?> FindAsync(AppDbContext context, Session session, Guid messageId, CancellationToken cancellationToken) =>
        context.Set<Message>().AsNoTracking().SingleOrDefaultAsync(
            message => message.Id == messageId && message.SessionId == session.Id && !message.IsPending, cancellationToken);

    private static byte[] HashOf(SendRequest request) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{request.SessionId}\n{request.ParentId}\n{request.ModelId}\n{request.Text}{(request.EditedId is { } edited ? $"\n\0{edited}" : "")}"));
}
