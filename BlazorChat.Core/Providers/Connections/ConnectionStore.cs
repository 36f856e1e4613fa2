using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>
/// The connections that people make: the server's by admins, and everybody's own. Keys go in and never come out. A change counts at once.
/// Thread-safe.
/// </summary>
public sealed class ConnectionStore
{
    /// <summary>How many the server, and each user, may have.</summary>
    public const int MaxPerOwner = ConnectionRules.MaxPerOwner;

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly ConnectionReader _reader;
    private readonly ConnectionWriter _writer;
    private readonly ConnectionSync _sync;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal ConnectionStore(Database database, AccountAccess access, ConnectionWriter writer, ConnectionSync sync, AuditLog audit, TimeProvider time) =>
        (_database, _access, _reader, _writer, _sync, _audit, _time) = (database, access, writer.Reader, writer, sync, audit, time);

    /// <summary>The stored connections, at most 100, by name.</summary>
    /// <exception cref="RefusedException">The server's were asked for by somebody who is no admin.</exception>
    public async Task<IReadOnlyList<ConnectionView>> ListAsync(Caller caller, ConnectionScope scope, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var rows = await _database.ReadAsync(
            async context =>
            {
                await CheckAsync(context, caller, scope, cancellationToken);
                return await Of(context, caller, scope).OrderBy(row => row.NormalizedName).ToListAsync(cancellationToken);
            },
            cancellationToken);
        return [.. rows.Select(row => _reader.ToView(row) with { IsShadowed = row.OwnerId is null && _sync.IsShadowed(row.Name) })];
    }

    /// <summary>Makes one.</summary>
    /// <exception cref="RefusedException">Something is wrong with the draft, there are 100 already, or the caller may not.</exception>
    public async Task<ConnectionView> CreateAsync(Caller caller, ConnectionScope scope, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(draft);
        var now = _time.GetUtcNow();
        return await WriteAsync(caller, scope, draft.Name, async context =>
        {
            // One after another, so that the count below still counts: on PostgreSQL two would both find room.
            if (scope == ConnectionScope.Mine) await LockAsync(context, caller, cancellationToken);
            if (await Of(context, caller, scope).CountAsync(cancellationToken) >= ConnectionRules.MaxPerOwner)
                throw new RefusedException([ConnectionRules.TooMany]);
            var row = new StoredConnection { Id = Guid.CreateVersion7(now), OwnerId = scope == ConnectionScope.Mine ? caller.UserId : null, CreatedAt = now };
            _writer.Apply(draft, row);
            context.Add(row);
            return row;
        }, cancellationToken);
    }

    /// <summary>Changes one as the draft says.</summary>
    /// <exception cref="RefusedException">It is unknown, something is wrong with the draft, or the key must be typed again.</exception>
    public Task<ConnectionView> UpdateAsync(Caller caller, ConnectionScope scope, Guid id, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return WriteAsync(caller, scope, draft.Name, async context =>
        {
            var row = await TakeAsync(context, caller, scope, id, cancellationToken);
            _writer.Apply(draft, row);
            return row;
        }, cancellationToken);
    }

    /// <summary>Switches one on or off.</summary>
    /// <exception cref="RefusedException">It is unknown.</exception>
    public Task<ConnectionView> SetActiveAsync(Caller caller, ConnectionScope scope, Guid id, bool isActive, CancellationToken cancellationToken) =>
        WriteAsync(caller, scope, "", async context =>
        {
            var row = await TakeAsync(context, caller, scope, id, cancellationToken);
            row.IsActive = isActive;
            return row;
        }, cancellationToken);

    /// <summary>Removes one with its key.</summary>
    /// <exception cref="RefusedException">It is unknown.</exception>
    public async Task DeleteAsync(Caller caller, ConnectionScope scope, Guid id, CancellationToken cancellationToken) =>
        await WriteAsync(caller, scope, "", async context =>
        {
            var row = await TakeAsync(context, caller, scope, id, cancellationToken);
            context.Remove(row);
            return row;
        }, cancellationToken);

    /// <summary>The connection that this draft would be, for a test; with an id, what the draft leaves out comes from the stored one.</summary>
    /// <exception cref="RefusedException">As in <see cref="UpdateAsync"/>.</exception>
    internal async Task<ProviderConnection> PreviewAsync(Caller caller, ConnectionScope scope, Guid? id, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            async context =>
            {
                await CheckAsync(context, caller, scope, cancellationToken);
                var stored = id is { } known ? await FindAsync(context, caller, scope, known, cancellationToken) : null;
                var row = stored ?? new StoredConnection { OwnerId = scope == ConnectionScope.Mine ? caller.UserId : null };
                var secrets = _writer.SecretsFor(draft, row);
                (row.Name, row.Provider, row.BaseUrl, row.Details) = (draft.Name, draft.Provider.ToLowerInvariant(), ConnectionWriter.UrlOf(draft), ConnectionWriter.DetailsOf(draft));
                return ConnectionReader.ToConnection(row, secrets);
            },
            cancellationToken);
    }

    private async Task<ConnectionView> WriteAsync(
        Caller caller, ConnectionScope scope, string name, Func<AppDbContext, Task<StoredConnection>> work, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        try
        {
            var changed = await _database.WriteAsync(
                async context =>
                {
                    await CheckAsync(context, caller, scope, cancellationToken);
                    // Of the configuration's names none can be taken: its connection would come first.
                    if (scope == ConnectionScope.Server && _sync.IsShadowed(name)) throw new RefusedException([ConnectionRules.Taken(name)]);
                    var row = await work(context);
                    (row.UpdatedAt, row.UpdatedBy) = (_time.GetUtcNow(), caller.UserId);
                    if (scope == ConnectionScope.Server) await AuditAsync(context, caller, row, cancellationToken);
                    return row;
                },
                cancellationToken);
            await _sync.ReloadAsync(changed.OwnerId, CancellationToken.None);
            return _reader.ToView(changed);
        }
        catch (Exception exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            throw new RefusedException([ConnectionRules.Taken(name)]);
        }
    }

    private Task AuditAsync(AppDbContext context, Caller caller, StoredConnection row, CancellationToken cancellationToken)
    {
        var (action, name, details) = ConnectionChange.Describe(context.Entry(row));
        return _audit.AppendAsync(context, Actor.Of(caller), action, new AuditSubject(row.Id, name), details, cancellationToken);
    }

    private static IQueryable<StoredConnection> Of(AppDbContext context, Caller caller, ConnectionScope scope) => scope == ConnectionScope.Server
        ? context.Set<StoredConnection>().Where(row => row.OwnerId == null)
        : context.Set<StoredConnection>().Where(row => row.OwnerId == caller.UserId);

    // The row is written before it is read: who changes it at the same moment waits, and then reads the other's change. Else a key that is
    // kept could be put beside an address that it was not typed for, and be lost.
    private async Task<StoredConnection> TakeAsync(AppDbContext context, Caller caller, ConnectionScope scope, Guid id, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await Of(context, caller, scope).Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.UpdatedAt, now), cancellationToken);
        return await FindAsync(context, caller, scope, id, cancellationToken);
    }

    private static async Task LockAsync(AppDbContext context, Caller caller, CancellationToken cancellationToken)
    {
        if (!await UserModels.LockAsync(context, caller, cancellationToken)) throw new RefusedException(RefusedException.NotFound, "There is no such account any more.");
    }

    private static async Task<StoredConnection> FindAsync(AppDbContext context, Caller caller, ConnectionScope scope, Guid id, CancellationToken cancellationToken) =>
        await Of(context, caller, scope).SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
        ?? throw new RefusedException(RefusedException.NotFound, "There is no such connection.");

    // By the account's row and not by a claim, which may be older than the account's state. Who may not, is told what a stranger is told.
    private static async Task CheckAsync(AppDbContext context, Caller caller, ConnectionScope scope, CancellationToken cancellationToken)
    {
        if (scope == ConnectionScope.Mine || await context.Users.AnyAsync(user => user.Id == caller.UserId && user.IsAdmin, cancellationToken)) return;
        throw new RefusedException(RefusedException.NotFound, "There is no such connection.");
    }
}
