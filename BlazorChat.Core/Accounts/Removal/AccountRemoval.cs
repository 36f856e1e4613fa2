using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts.Removal;

/// <summary>
/// Deletes accounts with all their data: conversations with images, connections, preferences, sign-ins, second factors and passkeys. The ledger of what
/// was used and the audit keep their rows, which hold no content. It begins in one transaction, after which the account cannot be used; the data goes in
/// the background, and goes on after a restart. Thread-safe.
/// </summary>
public sealed class AccountRemoval
{
    private readonly Database _database;
    private readonly AuditLog _audit;
    private readonly Revocation _revocation;
    private readonly RemovalSignal _signal;

    internal AccountRemoval(Database database, AuditLog audit, Revocation revocation, RemovalSignal signal) =>
        (_database, _audit, _revocation, _signal) = (database, audit, revocation, signal);

    /// <summary>Begins it. Beginning twice is beginning once.</summary>
    /// <param name="actor">An admin, the command line, or the account itself.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="cancellationToken">Cancels it before the commit.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.Forbidden"/>, <see cref="RefusedException.NotFound"/>, or <see cref="RefusedException.LastAdmin"/>.</exception>
    public async Task BeginAsync(Actor actor, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var isBegun = await _database.WriteAsync(
            async context =>
            {
                await AdminRights.LockAsync(context, cancellationToken);
                var isOwn = actor.Caller is { } caller && caller.UserId == userId && await AdminRights.IsSignedInAsync(context, caller, cancellationToken);
                if (!isOwn) await AdminRights.RequireAsync(context, actor, cancellationToken);
                var user = await SubjectRow.TakeAsync(context, userId, cancellationToken);
                if (user.State == AccountState.Deleting) return false;
                if (isOwn && user.State != AccountState.Active) throw new RefusedException(RefusedException.Forbidden, "This account may not be used.");
                await AdminRights.RequireAnotherAsync(context, user, cancellationToken);
                await AdminLinks.EndAsync(context, user, cancellationToken);
                user.State = AccountState.Deleting;
                SubjectRow.Stamp(user);
                await Revocation.EndAsync(context, userId, kept: null, cancellationToken);
                await _audit.AppendAsync(context, actor, AuditActions.AccountDeleted, new AuditSubject(userId, user.UserName ?? ""), null, cancellationToken);
                return true;
            },
            cancellationToken);
        if (isBegun) await _revocation.TellAsync(userId, endsAnswers: true);
        _signal.Set();
    }
}
