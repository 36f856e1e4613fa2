using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Walks from a message up to the root by key, so that a branch of any length costs only what is asked of it.</summary>
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
        messages.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence)); // A parent's sequence is always smaller than its child's.
        return messages;
    }
}
