using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Reads and changes a user's sessions. Every method asks only for what belongs to the caller. Thread-safe.</summary>
public sealed class SessionStore
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 200;

    private const int MaxPage = 200;

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly ISessionEvents _events;
    private readonly IEnumerable<ISessionDeletion> _deletions;
    private readonly TimeProvider _time;

    internal SessionStore(Database database, AccountAccess access, ISessionEvents events, IEnumerable<ISessionDeletion> deletions, TimeProvider time) =>
        (_database, _access, _events, _deletions, _time) = (database, access, events, deletions, time);

    /// <summary>A page of the caller's sessions that are not in the bin, the newest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<SessionPage> ListAsync(Caller caller, int limit, SessionCursor? after, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        limit = Math.Clamp(limit, 1, MaxPage);
        var rows = await _database.ReadAsync(
            context =>
            {
                var sessions = context.Set<Session>().Where(session => session.OwnerId == caller.UserId && session.DeletedAt == null);
                if (after is not null)
                {
                    sessions = sessions.Where(session => session.UpdatedAt < after.UpdatedAt
                        || (session.UpdatedAt == after.UpdatedAt && session.Id.CompareTo(after.Id) < 0));
                }

                return sessions.OrderByDescending(session => session.UpdatedAt).ThenByDescending(session => session.Id)
                    .Select(session => new SessionSummary(
                        session.Id,
                        session.Title,
                        session.UpdatedAt,
                        context.Set<Message>().Any(message => message.SessionId == session.Id && message.Status < MessageStatus.Completed && !message.IsPending),
                        session.AnsweredAt != null && (session.SeenAt == null || session.SeenAt < session.AnsweredAt)))
                    .Take(limit + 1).ToListAsync(cancellationToken);
            },
            cancellationToken);
        if (rows.Count <= limit) return new SessionPage(rows, null);

        rows.RemoveAt(limit);
        return new SessionPage(rows, new SessionCursor(rows[^1].UpdatedAt, rows[^1].Id));
    }

    /// <summary>The session's own facts; null where there is none, it is in the bin, or it belongs to someone else.</summary>
    public async Task<SessionDetails?> FindAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            context => context.Set<Session>()
                .Where(session => session.Id == sessionId && session.OwnerId == caller.UserId && session.DeletedAt == null)
                .Select(session => new SessionDetails(session.Id, session.Title, session.ModelId, session.ActiveLeafId)
                {
                    IsUnread = session.AnsweredAt != null && (session.SeenAt == null || session.SeenAt < session.AnsweredAt),
                })
                .FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>A stretch of a branch.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="stretch">Which one.</param>
    /// <param name="limit">1 to 200 messages.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="RefusedException">With <see cref="RefusedException.NotFound"/>.</exception>
    public async Task<BranchPage> ReadBranchAsync(Caller caller, Guid sessionId, BranchStretch stretch, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        var session = await FindAsync(caller, sessionId, cancellationToken) ?? throw NotFound();
        return await _database.ReadAsync(
            context => BranchPages.ReadAsync(context, session, stretch, Math.Clamp(limit, 1, MaxPage), cancellationToken), cancellationToken);
    }

    /// <summary>Takes what was answered as seen. Changes nothing, and tells nobody, where all was seen before.</summary>
    public async Task MarkSeenAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        if (!await _database.ReadAsync(context => Unseen(context, caller, sessionId).AnyAsync(cancellationToken), cancellationToken)) return;
        var changed = await _database.WriteAsync(
            context => Unseen(context, caller, sessionId).ExecuteUpdateAsync(update => update.SetProperty(session => session.SeenAt, session => session.AnsweredAt), cancellationToken),
            cancellationToken);
        if (changed > 0) _events.Publish(new SessionChanged(caller.UserId, sessionId));
    }

    /// <summary>Deletes what a message says, with its images; its place in the tree stays, and so do the messages below it and the ledger.</summary>
    /// <exception cref="RefusedException">The message is unknown, or it is still being made.</exception>
    public async Task DeleteMessageAsync(Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var sessionId = await _database.WriteAsync(context => MessageDeletion.RunAsync(context, caller, messageId, cancellationToken), cancellationToken);
        _events.Publish(new SessionChanged(caller.UserId, sessionId));
    }

    /// <summary>Gives the session another title.</summary>
    /// <exception cref="RefusedException">The title is empty or longer than <see cref="MaxTitleLength"/>, or the session is unknown.</exception>
    public async Task RenameAsync(Caller caller, Guid sessionId, string title, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(title);
        await _access.CheckAsync(caller, cancellationToken);
        var trimmed = SessionTitle.Normalize(title);
        if (trimmed.Length is 0 or > MaxTitleLength)
        {
            throw new RefusedException(RefusedException.ValidationFailed, $"A title has 1 to {MaxTitleLength} characters.", "title");
        }

        await ChangeAsync(caller, sessionId, inBin: false, session => (session.Title, session.TitleSource) = (trimmed, SessionTitleSource.Person), cancellationToken);
    }

    /// <summary>Remembers the model that the session asks from now on.</summary>
    /// <exception cref="RefusedException">The session is unknown, or this cannot be a model's id.</exception>
    public async Task SelectModelAsync(Caller caller, Guid sessionId, string modelId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        ModelIdRule.Check(modelId);
        await ChangeAsync(caller, sessionId, inBin: false, session => session.ModelId = modelId, cancellationToken);
    }

    /// <summary>Moves the session to the bin, where it stays for 30 days, and stops what is answering in it.</summary>
    /// <exception cref="RefusedException">The session is unknown.</exception>
    public async Task DeleteAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await ChangeAsync(caller, sessionId, inBin: false, session => session.DeletedAt = _time.GetUtcNow(), cancellationToken);
        foreach (var deletion in _deletions) await deletion.OnDeletedAsync(caller, sessionId, cancellationToken);
    }

    /// <summary>Takes the session out of the bin again.</summary>
    /// <exception cref="RefusedException">The session is unknown.</exception>
    public async Task RestoreAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await ChangeAsync(caller, sessionId, inBin: true, session => session.DeletedAt = null, cancellationToken);
    }

    private static IQueryable<Session> Unseen(AppDbContext context, Caller caller, Guid sessionId) => context.Set<Session>().Where(session =>
        session.Id == sessionId && session.OwnerId == caller.UserId && session.AnsweredAt != null && (session.SeenAt == null || session.SeenAt < session.AnsweredAt));

    private async Task ChangeAsync(Caller caller, Guid sessionId, bool inBin, Action<Session> change, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async context =>
            {
                var session = await SessionRow.TakeAsync(context, caller.UserId, sessionId, sequences: 0, cancellationToken);
                if (session is null || (session.DeletedAt is not null) != inBin) throw NotFound();
                change(session);
            },
            cancellationToken);
        _events.Publish(new SessionChanged(caller.UserId, sessionId));
    }

    private static RefusedException NotFound() => new(RefusedException.NotFound, "There is no such session.");
}
