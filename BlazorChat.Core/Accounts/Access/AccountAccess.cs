using System.Collections.Concurrent;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>
/// Says whether whoever asks may still ask. It is asked at every request, by every store, and by everything that a page that outlived its
/// sign-in could still reach, so it remembers an account's standing for a moment; what is changed in this process counts at once. Thread-safe.
/// </summary>
public sealed class AccountAccess
{
    /// <summary>How long a standing is believed: what another process changed counts after that.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private const int MaxKept = 10_000;
    private const int MaxRead = 200;
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <summary>Accounts that somebody who asked found changed before the watch did: those who have them open are still to be told.</summary>
    private readonly ConcurrentDictionary<Guid, byte> _untold = new();
    private readonly Database _database;
    private readonly TimeProvider _time;
    private long _changes;

    internal AccountAccess(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Refuses whoever is not signed in any more, or whose account may not be used.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/>.</exception>
    public async ValueTask CheckAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(caller, cancellationToken)) throw new RefusedException(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
    }

    /// <summary>Refuses whoever is no admin.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/> or <see cref="RefusedException.Forbidden"/>.</exception>
    public async ValueTask CheckAdminAsync(Caller caller, CancellationToken cancellationToken)
    {
        await CheckAsync(caller, cancellationToken);
        if ((await FindAsync(caller.UserId, cancellationToken))?.IsAdmin != true) throw new RefusedException(RefusedException.Forbidden, "Only admins may do this.");
    }

    /// <summary>Whether the account may be used and the sign-in, where it asks by one, is valid.</summary>
    public async ValueTask<bool> IsValidAsync(Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var standing = await FindAsync(caller.UserId, cancellationToken);
        return standing is { State: AccountState.Active } && (caller.SignInId is not { } signIn || standing.SignIns.Contains(signIn));
    }

    /// <summary>An account's standing; null where there is no such account.</summary>
    public async ValueTask<AccountStanding?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(userId, out var known) && _time.GetElapsedTime(known.ReadAt) < MaxAge) return known.Standing;
        var changes = Volatile.Read(ref _changes);
        var readAt = _time.GetTimestamp();
        var standing = (await ReadAsync([userId], cancellationToken)).GetValueOrDefault(userId);
        // What was read while something changed may be older than the change.
        if (changes != Volatile.Read(ref _changes)) return standing;
        if (known is not null && !AccountStanding.AreSame(known.Standing, standing)) _untold[userId] = 0;
        Keep(userId, standing, readAt);
        return standing;
    }

    /// <summary>Reads these accounts afresh, and returns those that are not as those who watch them know them.</summary>
    internal async Task<IReadOnlyList<(Guid UserId, AccountStanding? Standing)>> RefreshAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var changed = new List<(Guid, AccountStanding?)>();
        foreach (var userId in _untold.Keys.Except(userIds)) _untold.TryRemove(userId, out _); // Nobody has them open.
        foreach (var some in userIds.Chunk(MaxRead))
        {
            var changes = Volatile.Read(ref _changes);
            var readAt = _time.GetTimestamp();
            var standings = await ReadAsync(some, cancellationToken);
            if (changes != Volatile.Read(ref _changes)) continue; // It is told already; the others have their turn in a moment.
            foreach (var userId in some)
            {
                var standing = standings.GetValueOrDefault(userId);
                if (_untold.TryRemove(userId, out _) || !_known.TryGetValue(userId, out var known) || !AccountStanding.AreSame(known.Standing, standing)) changed.Add((userId, standing));
                Keep(userId, standing, readAt);
            }
        }

        return changed;
    }

    /// <summary>Reads afresh from now on: something of the account has changed.</summary>
    internal void Forget(Guid userId)
    {
        Interlocked.Increment(ref _changes);
        _known.TryRemove(userId, out _);
    }

    private void Keep(Guid userId, AccountStanding? standing, long readAt)
    {
        if (_known.Count >= MaxKept) _known.Clear();
        _known[userId] = new Known(standing, readAt);
    }

    private async Task<Dictionary<Guid, AccountStanding>> ReadAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var rows = await _database.ReadAsync(
            context => context.Users.Where(user => userIds.Contains(user.Id)).Select(user => new
            {
                user.Id,
                user.UserName,
                user.State,
                user.IsAdmin,
                SignIns = context.Set<SignIn>().Where(row => row.UserId == user.Id && row.ExpiresAt > now).Select(row => row.Id).ToList(),
            }).ToListAsync(cancellationToken),
            cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new AccountStanding(row.UserName ?? "", row.State, row.IsAdmin, row.SignIns.ToHashSet()));
    }

    private sealed record Known(AccountStanding? Standing, long ReadAt);
}
