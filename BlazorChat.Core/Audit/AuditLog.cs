using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Audit;

/// <summary>Adds to the audit, in the transaction of what is told: neither is there without the other. Thread-safe.</summary>
internal sealed class AuditLog(Database database, TimeProvider time)
{
    /// <summary>Adds a row; it is written with the caller's transaction.</summary>
    /// <param name="context">The transaction's context.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="details">What more is to be known; null where nothing. Never a secret.</param>
    /// <param name="cancellationToken">Cancels the look-up of the actor's name.</param>
    public async Task AppendAsync(AppDbContext context, Actor actor, string action, AuditSubject subject, string? details, CancellationToken cancellationToken)
    {
        var actorId = actor.Caller?.UserId;
        var name = actorId is null ? "" : await context.Users.Where(user => user.Id == actorId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken) ?? "";
        var now = time.GetUtcNow();
        context.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            ActorKind = actor.Kind,
            ActorId = actorId,
            ActorName = name,
            Action = action,
            SubjectId = subject.Id,
            SubjectName = AuditText.Storable(subject.Name),
            Address = Kept(actor.Address),
            Details = Kept(details),
            SearchText = $"{name} {AuditText.Storable(subject.Name)} {action} {Kept(details)} {Kept(actor.Address)}".ToLowerInvariant(),
        });
    }

    /// <summary>Adds a row in a transaction of its own: for what has no other.</summary>
    public Task AppendAsync(Actor actor, string action, AuditSubject subject, string? details, CancellationToken cancellationToken) =>
        database.WriteAsync(context => AppendAsync(context, actor, action, subject, details, cancellationToken), cancellationToken);

    private static string? Kept(string? text) => text is null ? null : AuditText.Storable(text);
}
