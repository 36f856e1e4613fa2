using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.PasswordResets;

/// <summary>
/// Links with which somebody sets a new password, without the old one: for an hour, once, and the newest of an account only. Unknown, used and
/// expired are one answer. Thread-safe.
/// </summary>
public sealed class PasswordResetStore
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How long an address waits at most after too many links that do not work.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly Database _database;
    private readonly AttemptLimits _limits;
    private readonly PasswordHashing _hashing;
    private readonly Revocation _revocation;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal PasswordResetStore(Database database, AttemptLimits limits, PasswordHashing hashing, Revocation revocation, AuditLog audit, TimeProvider time) =>
        (_database, _limits, _hashing, _revocation, _audit, _time) = (database, limits, hashing, revocation, audit, time);

    /// <summary>Makes a link's secret with the caller's transaction; it takes the place of one that was made before.</summary>
    /// <param name="context">The transaction's context.</param>
    /// <param name="actor">Who makes it, and may.</param>
    /// <param name="account">For whom: id and name.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <returns>The secret, for <c>/account/reset?code=…</c>. It is nowhere else.</returns>
    internal async Task<string> CreateAsync(AppDbContext context, Actor actor, AuditSubject account, CancellationToken cancellationToken)
    {
        var userId = account.Id ?? throw new ArgumentException("A link is for an account.", nameof(account));
        var secret = PasswordResetSecret.Make();
        var now = _time.GetUtcNow();
        await context.Set<PasswordReset>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        context.Add(new PasswordReset { Id = Guid.CreateVersion7(now), UserId = userId, SecretHash = PasswordResetSecret.Hash(secret), CreatedAt = now, ExpiresAt = now + Lifetime });
        await _audit.AppendAsync(context, actor, AuditActions.ResetLinkCreated, account, null, cancellationToken);
        return secret;
    }

    /// <summary>Whether a link still works. It is a try like any other.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.RateLimited"/>: too many from that address.</exception>
    public async Task<bool> IsValidAsync(string secret, AttemptSource source, CancellationToken cancellationToken)
    {
        var attempt = Begin(source);
        var isValid = await FindAsync(secret, cancellationToken) is not null;
        if (isValid) attempt.GiveBack();
        return isValid;
    }

    /// <summary>Sets the password, ends all sign-ins of the account and the link with them.</summary>
    /// <exception cref="RefusedException">
    /// With <see cref="RefusedException.NotFound"/>: the link does not work (any more); with <see cref="RefusedException.ValidationFailed"/>: the
    /// password may not be; with <see cref="RefusedException.RateLimited"/>: too many from that address.
    /// </exception>
    public async Task UseAsync(string secret, string password, AttemptSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var attempt = Begin(source);
        var account = await FindAsync(secret, cancellationToken) ?? throw Gone();
        attempt.GiveBack();
        if (PasswordRules.Check(password, account.UserName, account.Email) is { } error) throw new RefusedException([error]);
        var hash = await _hashing.HashAsync(account.Id, password, cancellationToken);
        var secretHash = PasswordResetSecret.Hash(secret);
        var now = _time.GetUtcNow();
        await _database.WriteAsync(
            async context =>
            {
                // The row of the account first, as everywhere: two that take the same rows in another order would wait for each other.
                await PasswordHashing.SetAsync(context, account.Id, hash, cancellationToken);
                // Of many at once one deletes the row, and the others find none.
                var used = await context.Set<PasswordReset>().Where(row => row.SecretHash == secretHash && row.UserId == account.Id && row.ExpiresAt > now).ExecuteDeleteAsync(cancellationToken);
                if (used == 0) throw Gone();
                await Revocation.EndAsync(context, account.Id, null, cancellationToken);
                await _audit.AppendAsync(context, Actor.Stranger(source.Address), AuditActions.PasswordReset, new AuditSubject(account.Id, account.UserName ?? ""), "link", cancellationToken);
            },
            cancellationToken);
        _limits.Forget(account.Id);
        await _revocation.TellAsync(account.Id, endsAnswers: true);
    }

    private Attempt Begin(AttemptSource source)
    {
        var attempt = _limits.Begin(AttemptKind.Reset, null, source);
        return attempt.IsAdmitted ? attempt : throw new RefusedException(RefusedException.RateLimited, "There were too many tries from your address. Try again in an hour.");
    }

    private Task<ApplicationUser?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(secret) || secret.Length > 100) return Task.FromResult<ApplicationUser?>(null);
        var hash = PasswordResetSecret.Hash(secret);
        var now = _time.GetUtcNow();
        return _database.ReadAsync(
            context => context.Set<PasswordReset>().Where(row => row.SecretHash == hash && row.ExpiresAt > now)
                .Join(context.Users.Where(user => user.State != AccountState.Deleting), row => row.UserId, user => user.Id, (row, user) => user).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    private static RefusedException Gone() => new(RefusedException.NotFound, "This link does not work any more. Ask for a new one.");
}
