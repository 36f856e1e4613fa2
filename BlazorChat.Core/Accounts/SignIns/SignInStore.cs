using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SignIns;

/// <summary>Where people are signed in. Thread-safe.</summary>
public sealed class SignInStore
{
    /// <summary>How exactly the time of the last use is kept.</summary>
    public static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(5);

    /// <summary>The most sign-ins of one account; a further one ends the one that was not used for the longest time.</summary>
    public const int MaxPerUser = 100;

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly Revocation _revocation;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal SignInStore(Database database, AccountAccess access, Revocation revocation, AuditLog audit, TimeProvider time) =>
        (_database, _access, _revocation, _audit, _time) = (database, access, revocation, audit, time);

    /// <summary>Keeps that somebody signed in.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="start">How and where.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The id that the cookie carries.</returns>
    /// <exception cref="RefusedException">With <see cref="RefusedException.SignedOut"/>: the account may not be used, or its stamp was changed meanwhile.</exception>
    public async Task<Guid> BeginAsync(Guid userId, SignInStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var now = _time.GetUtcNow();
        var row = new SignIn
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Method = start.Method,
            Device = AuditText.Storable(start.Device, SignIn.MaxDeviceLength),
            Address = start.Address,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + start.Lifetime,
        };
        await _database.WriteAsync(
            async context =>
            {
                // The row of the account is locked by this: an account that is disabled at this moment gets no sign-in that outlives it.
                var isActive = await context.Users.Where(user => user.Id == userId && user.State == AccountState.Active && (start.Stamp == null || user.SecurityStamp == start.Stamp))
                    .ExecuteUpdateAsync(update => update.SetProperty(user => user.LastActiveAt, now), cancellationToken) > 0;
                if (!isActive) throw new RefusedException(RefusedException.SignedOut, "This account may not be used.");
                await context.Set<SignIn>().Where(other => other.UserId == userId && other.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                var surplus = await context.Set<SignIn>().Where(other => other.UserId == userId).OrderByDescending(other => other.LastUsedAt)
                    .Skip(MaxPerUser - 1).Select(other => other.Id).ToListAsync(cancellationToken);
                if (surplus.Count > 0) await context.Set<SignIn>().Where(other => surplus.Contains(other.Id)).ExecuteDeleteAsync(cancellationToken);
                context.Add(row);
                var name = await context.Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstAsync(cancellationToken);
                var actor = Actor.Of(new Caller(userId) { Address = start.Address });
                await _audit.AppendAsync(context, actor, AuditActions.SignedIn, new AuditSubject(userId, name ?? ""), start.Method, cancellationToken);
            },
            cancellationToken);
        await _revocation.TellAsync(userId, endsAnswers: false); // A list of sign-ins may be open, and a surplus one was ended.
        return row.Id;
    }

    /// <summary>The caller's sign-ins, the last used first; at most <see cref="MaxPerUser"/>.</summary>
    public async Task<IReadOnlyList<SignInView>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var now = _time.GetUtcNow();
        return await _database.ReadAsync(
            async context => (IReadOnlyList<SignInView>)await context.Set<SignIn>().Where(row => row.UserId == caller.UserId && row.ExpiresAt > now)
                .OrderByDescending(row => row.LastUsedAt).ThenByDescending(row => row.Id).Take(MaxPerUser)
                .Select(row => new SignInView(row.Id, row.Method, row.Device, row.Address, row.CreatedAt, row.LastUsedAt, row.Id == caller.SignInId)).ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Ends one of the caller's sign-ins, with its open pages.</summary>
    /// <exception cref="RefusedException">It is unknown, or over already.</exception>
    public async Task EndAsync(Caller caller, Guid signInId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, cancellationToken);
                var ended = await context.Set<SignIn>().Where(row => row.Id == signInId && row.UserId == caller.UserId).ExecuteDeleteAsync(cancellationToken);
                if (ended == 0) throw new RefusedException(RefusedException.NotFound, "There is no such sign-in any more.");
                await _audit.AppendAsync(context, Actor.Of(caller), AuditActions.SignInEnded, AuditSubject.None, null, cancellationToken);
            },
            cancellationToken);
        await _revocation.TellAsync(caller.UserId, endsAnswers: false);
    }

    /// <summary>Ends all sign-ins of the caller but the one by which it asks, with their pages and what runs for the account.</summary>
    public async Task EndOthersAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, cancellationToken);
                await Revocation.EndAsync(context, caller.UserId, caller.SignInId, cancellationToken);
                await _audit.AppendAsync(context, Actor.Of(caller), AuditActions.SignedOutEverywhere, AuditSubject.None, null, cancellationToken);
            },
            cancellationToken);
        await _revocation.TellAsync(caller.UserId, endsAnswers: true);
    }

    /// <summary>Keeps that a sign-in was used, where that was not kept in the last few minutes or it comes from elsewhere now.</summary>
    /// <param name="caller">Who, by which sign-in, and from where.</param>
    /// <param name="lifetime">How long it stays valid from now on.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task TouchAsync(Caller caller, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var now = _time.GetUtcNow();
        var old = now - UsePrecision;
        var isDue = await _database.ReadAsync(
            context => context.Set<SignIn>().AnyAsync(row => row.Id == caller.SignInId && row.UserId == caller.UserId && (row.LastUsedAt <= old || row.Address != caller.Address), cancellationToken), cancellationToken);
        if (!isDue) return;
        await _database.WriteAsync(
            async context =>
            {
                // The account first, as wherever both are written: the other way round two transactions could wait for each other.
                await context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.LastActiveAt, now), cancellationToken);
                await context.Set<SignIn>().Where(row => row.Id == caller.SignInId && row.UserId == caller.UserId).ExecuteUpdateAsync(
                    update => update.SetProperty(row => row.LastUsedAt, now).SetProperty(row => row.Address, caller.Address).SetProperty(row => row.ExpiresAt, now + lifetime), cancellationToken);
            },
            cancellationToken);
    }
}
