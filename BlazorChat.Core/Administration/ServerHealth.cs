using System.Collections.Concurrent;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Administration;

/// <summary>How the parts of the server are, for admins, within two seconds whatever hangs. Thread-safe.</summary>
public sealed class ServerHealth
{
    /// <summary>For how long somebody counts as an admin whom the database does not answer for.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Caller, long> _admins = new();
    private readonly HealthProbe<DatabaseFacts> _database;
    private readonly HealthProbe<QueueFacts> _queue;
    private readonly HealthProbe<DiskFacts> _disk;
    private readonly HealthMemory _memory;
    private readonly AccountAccess _access;
    private readonly TimeProvider _time;

    internal ServerHealth(HealthSources sources, HealthMemory memory, AccountAccess access, TimeProvider time, ILogger<ServerHealth> logger)
    {
        (_memory, _access, _time) = (memory, access, time);
        _database = new HealthProbe<DatabaseFacts>("database", sources.ReadDatabaseAsync, time, logger);
        _queue = new HealthProbe<QueueFacts>("queue", sources.ReadQueueAsync, time, logger);
        _disk = new HealthProbe<DiskFacts>("disk", sources.ReadDiskAsync, time, logger);
    }

    /// <summary>Looks at all of them at once.</summary>
    /// <exception cref="RefusedException">The caller is no admin.</exception>
    public async Task<HealthReport> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        await CheckAsync(caller, cancellationToken);
        var (database, queue, disk) = (_database.ReadAsync(cancellationToken), _queue.ReadAsync(cancellationToken), _disk.ReadAsync(cancellationToken));
        await Task.WhenAll(database, queue, disk);
        return new HealthReport(_time.GetUtcNow(), await database, await queue, await disk, _memory.Journal, _memory.Process, _memory.Connections, _memory.Host.Notes);
    }

    /// <summary>A database that is down cannot say who is an admin, and that is when the page is needed: whoever was one a moment ago still is.</summary>
    private async Task CheckAsync(Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        try
        {
            await Task.Run(async () => await _access.CheckAdminAsync(caller, CancellationToken.None), cancellationToken).WaitAsync(HealthProbe<DatabaseFacts>.Timeout, _time, cancellationToken);
            foreach (var (known, at) in _admins)
            {
                if (_time.GetElapsedTime(at) > KnownFor) _admins.TryRemove(known, out _);
            }

            _admins[caller] = _time.GetTimestamp();
        }
        catch (Exception exception) when (exception is not RefusedException and not OperationCanceledException)
        {
            if (!_admins.TryGetValue(caller, out var seen) || _time.GetElapsedTime(seen) > KnownFor) throw;
        }
        catch (RefusedException)
        {
            _admins.TryRemove(caller, out _);
            throw;
        }
    }
}
