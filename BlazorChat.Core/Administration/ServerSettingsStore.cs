using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Administration;

/// <summary>The settings that admins change in the browser. A change counts at once in this process, in another one at its next start. Thread-safe.</summary>
public sealed class ServerSettingsStore
{
    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly StoredSettings _stored;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal ServerSettingsStore(Database database, AccountAccess access, StoredSettings stored, AuditLog audit, TimeProvider time) =>
        (_database, _access, _stored, _audit, _time) = (database, access, stored, audit, time);

    /// <summary>All of them, as they are now.</summary>
    /// <exception cref="RefusedException">The caller is no admin.</exception>
    public async Task<IReadOnlyList<ServerSettingView>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAdminAsync(caller, cancellationToken);
        var rows = await _database.ReadAsync(context => context.Set<StoredSetting>().ToDictionaryAsync(row => row.Key, cancellationToken), cancellationToken);
        return [.. ServerSetting.All.Select(setting => ToView(setting, rows.GetValueOrDefault(setting.Key)))];
    }

    /// <summary>Changes some, all or none of them.</summary>
    /// <param name="caller">An admin.</param>
    /// <param name="changes">What shall be.</param>
    /// <param name="cancellationToken">Cancels it, as long as nothing was written.</param>
    /// <exception cref="RefusedException">The caller is no admin, a value is wrong, or a setting was changed since it was read; the errors name the keys.</exception>
    public async Task SaveAsync(Caller caller, IReadOnlyList<ServerSettingChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await _access.CheckAdminAsync(caller, cancellationToken);
        var wanted = Check(changes);
        try
        {
            await _database.WriteAsync(context => WriteAsync(context, caller, wanted, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            throw new RefusedException([.. wanted.Where(change => change.Read is null).Select(change => Conflict(change.Setting))]);
        }

        await _stored.ReloadAsync(CancellationToken.None);
    }

    private ServerSettingView ToView(ServerSetting setting, StoredSetting? row)
    {
        var (fallback, source) = _stored.Fallback(setting);
        var holds = row is not null && _stored.Judge(setting, row.Value) is null;
        return new ServerSettingView(setting, holds ? setting.Read(row!.Value) : fallback, holds ? ServerSettingSource.Stored : source)
        {
            Fallback = fallback,
            Stored = row?.Value,
            ChangedBy = row is null ? null : AuditText.Readable(row.ChangedBy),
            ChangedAt = row?.ChangedAt,
        };
    }

    private List<Wanted> Check(IReadOnlyList<ServerSettingChange> changes)
    {
        var errors = new List<FieldError>();
        var wanted = new List<Wanted>();
        foreach (var change in changes)
        {
            var setting = StoredSettings.Find(change.Key) ?? throw new RefusedException(RefusedException.NotFound, $"{change.Key} is no setting that can be changed here.");
            try
            {
                wanted.Add(new Wanted(setting, change.Value is null ? null : _stored.Check(setting, change.Value), change.Read));
            }
            catch (RefusedException refused) when (refused.Errors.Count > 0)
            {
                errors.AddRange(refused.Errors);
            }
        }

        return errors.Count == 0 ? wanted : throw new RefusedException(errors);
    }

    private async Task WriteAsync(AppDbContext context, Caller caller, List<Wanted> wanted, CancellationToken cancellationToken)
    {
        // Again, where nothing comes between: whoever has just lost the rights must not be late with this.
        await AdminRights.LockAsync(context, cancellationToken);
        await AdminRights.RequireAsync(context, Actor.Of(caller), cancellationToken);
        var name = await context.Users.Where(user => user.Id == caller.UserId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken) ?? "";
        var now = _time.GetUtcNow();
        var conflicts = new List<FieldError>();
        foreach (var (setting, value, read) in wanted.Where(change => change.Value != change.Read))
        {
            // What was read is a part of the condition: of two who save at once the second finds nothing to change.
            var row = context.Set<StoredSetting>().Where(stored => stored.Key == setting.Key && stored.Value == read);
            if (value is null) await CountAsync(setting, row.ExecuteDeleteAsync(cancellationToken));
            else if (read is not null) await CountAsync(setting, row.ExecuteUpdateAsync(update => update.SetProperty(stored => stored.Value, value).SetProperty(stored => stored.ChangedAt, now).SetProperty(stored => stored.ChangedBy, name), cancellationToken));
            else context.Add(new StoredSetting { Key = setting.Key, Value = value, ChangedAt = now, ChangedBy = name });
            var former = read ?? _stored.Fallback(setting).Value;
            var details = value is null ? $"{Shown(former)} → {Shown(_stored.Fallback(setting).Value)} (reset)" : $"{Shown(former)} → {Shown(value)}";
            await _audit.AppendAsync(context, Actor.Of(caller), AuditActions.SettingChanged, new AuditSubject(null, setting.Key), details, cancellationToken);
        }

        if (conflicts.Count > 0) throw new RefusedException(conflicts);

        async Task CountAsync(ServerSetting setting, Task<int> work)
        {
            if (await work == 0) conflicts.Add(Conflict(setting));
        }
    }

    private static string Shown(string value) => value.Length == 0 ? "–" : value;

    private static FieldError Conflict(ServerSetting setting) => new(setting.Key, "setting_conflict", "Somebody else changed this meanwhile. Look at the present value and save again.");

    private sealed record Wanted(ServerSetting Setting, string? Value, string? Read);
}
