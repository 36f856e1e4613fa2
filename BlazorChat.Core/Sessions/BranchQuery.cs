using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Walks along a branch by key, so that one of any length costs only what is asked of it.</summary>
internal static class BranchQuery
{
    /// <summary>
    /// The message and at most <paramref name="limit"/> - 1 before it, oldest first; whole messages, as long as those after it have less than
    /// <paramref name="budget"/> characters in the database.
    /// </summary>
    public static async Task<List<Message>> ReadAsync(
        AppDbContext database, Guid sessionId, Guid leafId, int limit, CancellationToken cancellationToken, long budget = long.MaxValue)
    {
        var messages = await database.Set<Message>().FromSql($"""
            WITH RECURSIVE branch AS (
                SELECT m.*, 1 AS depth, CAST(length(m.parts) AS bigint) AS size FROM messages m WHERE m.id = {leafId} AND m.session_id = {sessionId}
                UNION ALL
                SELECT p.*, b.depth + 1, b.size + length(p.parts) FROM messages p JOIN branch b ON p.id = b.parent_id
                WHERE b.depth < {limit} AND b.size < {budget})
            SELECT * FROM branch
            """).AsNoTracking().ToListAsync(cancellationToken);
        return Sorted(messages);
    }

    /// <summary>The first messages behind <paramref name="after"/> on the way to the leaf, oldest first; none where it is not on that way.</summary>
    public static async Task<List<Message>> ReadAfterAsync(
        AppDbContext database, Guid sessionId, Guid leafId, Guid after, int limit, CancellationToken cancellationToken)
    {
        var messages = await database.Set<Message>().FromSql($"""
            WITH RECURSIVE branch AS (
                SELECT m.id, m.parent_id, m.sequence FROM messages m WHERE m.id = {leafId} AND m.session_id = {sessionId} AND m.id <> {after}
                UNION ALL
                SELECT p.id, p.parent_id, p.sequence FROM messages p JOIN branch b ON p.id = b.parent_id WHERE p.id <> {after})
            SELECT * FROM messages WHERE id IN (SELECT id FROM branch ORDER BY sequence LIMIT {limit})
            """).AsNoTracking().ToListAsync(cancellationToken);
        return Sorted(messages) is [{ } first, ..] sorted && first.ParentId == after ? sorted : [];
    }

    /// <summary>The active leaf where it lies below the message, else the newest message below it; null where the session has no such message.</summary>
    public static async Task<Guid?> FindLeafAsync(AppDbContext database, SessionDetails session, Guid through, CancellationToken cancellationToken)
    {
        // A child's sequence is always larger than its parent's, so that the newest message below another one has no children.
        var leaves = await database.Database.SqlQuery<Guid>($"""
            WITH RECURSIVE below AS (
                SELECT m.id, m.sequence FROM messages m WHERE m.id = {through} AND m.session_id = {session.Id} AND NOT m.is_pending
                UNION ALL
                SELECT c.id, c.sequence FROM messages c JOIN below b ON c.parent_id = b.id WHERE NOT c.is_pending)
            SELECT id AS "Value" FROM below ORDER BY CASE WHEN id = {session.ActiveLeafId ?? Guid.Empty} THEN 0 ELSE 1 END, sequence DESC LIMIT 1
            """).ToListAsync(cancellationToken);
        return leaves.Count == 0 ? null : leaves[0];
    }

    private static List<Message> Sorted(List<Message> messages)
    {
        messages.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return messages;
    }
}
