using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>
/// Takes a session's row for a write. The update is what makes writers of one session wait for each other on PostgreSQL; on SQLite the
/// gate did so already.
/// </summary>
internal static class SessionRow
{
    /// <summary>Reserves <paramref name="sequences"/> numbers; the session's last one is then the highest of them. Null where the caller has no such session.</summary>
    public static async Task<Session?> TakeAsync(AppDbContext database, Guid ownerId, Guid sessionId, int sequences, CancellationToken cancellationToken)
    {
        var taken = await database.Set<Session>()
            .Where(session => session.Id == sessionId && session.OwnerId == ownerId)
            .ExecuteUpdateAsync(update => update.SetProperty(session => session.LastSequence, session => session.LastSequence + sequences), cancellationToken);
        return taken == 0 ? null : await database.Set<Session>().AsTracking().SingleAsync(session => session.Id == sessionId, cancellationToken);
    }
}
