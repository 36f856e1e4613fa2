using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Invitations;

/// <summary>The links with which people may register. Admins make, list and revoke them. Thread-safe.</summary>
public sealed class InvitationStore
{
    /// <summary>The shortest time that a link holds.</summary>
    public static readonly TimeSpan MinLifetime = TimeSpan.FromHours(1);

    /// <summary>The longest time that a link holds.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(90);

    /// <summary>How long a link holds where nothing else is said.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(7);

    /// <summary>The most accounts that one link can make.</summary>
    public const int MaxUses = 1000;

    /// <summary>The longest note, in UTF-16 units.</summary>
    public const int MaxNoteLength = Invitation.MaxNoteLength;

    private const int SecretBytes = 32;
    private const int MaxPage = 200;
    private readonly Database _database;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal InvitationStore(Database database, AuditLog audit, TimeProvider time) => (_database, _audit, _time) = (database, audit, time);

    /// <summary>Makes a link. Its secret is in what this returns and nowhere else.</summary>
    /// <exception cref="RefusedException">The actor is no active admin, or a value is out of its limits, which <see cref="RefusedException.Errors"/> names.</exception>
    public async Task<NewInvitation> CreateAsync(Actor actor, InvitationDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(draft);
        await _database.ReadAsync(async context => { await AdminRights.RequireAsync(context, actor, cancellationToken); return true; }, cancellationToken);
        if (draft.Check() is { Count: > 0 } errors) throw new RefusedException(errors);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = _time.GetUtcNow();
        var row = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            SecretHash = HashOf(secret),
            Note = draft.Note.Trim(),
            MakesAdmin = draft.MakesAdmin,
            MaxUses = draft.MaxUses,
            CreatedAt = now,
            ExpiresAt = now + draft.Lifetime,
        };
        await _database.WriteAsync(
            async context =>
            {
                // With the lock: whoever loses the rights at this moment has made it before, and it ends with them, or is refused.
                await AdminRights.LockAsync(context, cancellationToken);
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                row.CreatedBy = await context.Users.Where(user => actor.Caller != null && user.Id == actor.Caller.UserId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken) ?? "";
                context.Add(row);
                var details = string.Create(CultureInfo.InvariantCulture, $"{(row.MakesAdmin ? "admin" : "user")}, {row.MaxUses} uses, until {row.ExpiresAt:yyyy-MM-dd HH:mm}");
                await _audit.AppendAsync(context, actor, AuditActions.InvitationCreated, new AuditSubject(row.Id, row.Note), details, cancellationToken);
            },
            cancellationToken);
        return new NewInvitation(row.Id, $"/account/register?invitation={secret}");
    }

    /// <summary>A page of the links, the newest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="RefusedException">The actor is no active admin.</exception>
    public Task<InvitationPage> ListAsync(Actor actor, int limit, InvitationCursor? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        limit = Math.Clamp(limit, 1, MaxPage);
        var now = _time.GetUtcNow();
        return _database.ReadAsync(
            async context =>
            {
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                IQueryable<Invitation> rows = context.Set<Invitation>();
                if (after is not null) rows = rows.Where(row => row.CreatedAt < after.CreatedAt || (row.CreatedAt == after.CreatedAt && row.Id.CompareTo(after.Id) < 0));
                var views = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(limit + 1)
                    .Select(row => new InvitationView(row.Id, row.Note, row.MakesAdmin, row.Uses, row.MaxUses, row.CreatedAt, row.ExpiresAt)
                    {
                        CreatedBy = row.CreatedBy,
                        State = row.RevokedAt != null ? InvitationState.Revoked : row.Uses >= row.MaxUses ? InvitationState.UsedUp : row.ExpiresAt <= now ? InvitationState.Expired : InvitationState.Usable,
                    }).ToListAsync(cancellationToken);
                if (views.Count <= limit) return new InvitationPage(views, null);
                views.RemoveAt(limit);
                return new InvitationPage(views, new InvitationCursor(views[^1].CreatedAt, views[^1].Id));
            },
            cancellationToken);
    }

    /// <summary>Lets a link not be used any more. Accounts that it has made stay.</summary>
    /// <exception cref="RefusedException">The actor is no active admin, or there is no such link.</exception>
    public Task RevokeAsync(Actor actor, Guid invitationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = _time.GetUtcNow();
        return _database.WriteAsync(
            async context =>
            {
                await AdminRights.RequireAsync(context, actor, cancellationToken);
                var row = await context.Set<Invitation>().AsTracking().SingleOrDefaultAsync(row => row.Id == invitationId, cancellationToken)
                    ?? throw new RefusedException(RefusedException.NotFound, "There is no such invitation.");
                if (row.RevokedAt is not null) return;
                row.RevokedAt = now;
                await _audit.AppendAsync(context, actor, AuditActions.InvitationRevoked, new AuditSubject(row.Id, row.Note), null, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Whether somebody could register with this secret now. Unknown, expired, used up and revoked ones are the same.</summary>
    internal Task<bool> IsUsableAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(secret), _time.GetUtcNow());
        return _database.ReadAsync(context => Usable(context, hash, now).AnyAsync(cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Uses it once, with the caller's transaction: its condition is in the update, so that of many at once no more get through than it has uses. Null
    /// where it cannot be used.
    /// </summary>
    internal async Task<Invitation?> UseAsync(AppDbContext context, string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(secret), _time.GetUtcNow());
        var used = await Usable(context, hash, now).ExecuteUpdateAsync(update => update.SetProperty(row => row.Uses, row => row.Uses + 1), cancellationToken);
        return used == 0 ? null : await context.Set<Invitation>().AsNoTracking().SingleAsync(row => row.SecretHash == hash, cancellationToken);
    }

    private static IQueryable<Invitation> Usable(AppDbContext context, byte[] hash, DateTimeOffset now) =>
        context.Set<Invitation>().Where(row => row.SecretHash == hash && row.RevokedAt == null && row.ExpiresAt > now && row.Uses < row.MaxUses);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
