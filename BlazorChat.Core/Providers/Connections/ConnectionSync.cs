using System.Collections.Concurrent;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Keeps the registry in step with the database: the server's connections always, a user's own while the user is about. Thread-safe.</summary>
internal sealed class ConnectionSync(Database database, ConnectionReader reader, ConnectionRegistry registry, TimeProvider time) : IDisposable
{
    /// <summary>How long a user's connections stay loaded after their last use.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromHours(1);

    // Readers and writers may meet: without one at a time, an older state could be put over a newer one.
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly ConcurrentDictionary<Guid, long> _usedAt = new();

    public bool IsShadowed(string name) => registry.IsConfigured(name);

    /// <summary>Loads a user's own connections where they are not loaded.</summary>
    public async ValueTask EnsureAsync(Guid userId, CancellationToken cancellationToken)
    {
        // Only an entry that is still there is renewed: a user who is forgotten at this moment would seem loaded, with nothing.
        while (_usedAt.TryGetValue(userId, out var usedAt))
        {
            if (_usedAt.TryUpdate(userId, time.GetTimestamp(), usedAt)) return;
        }

        await ReloadAsync(userId, cancellationToken);
    }

    /// <summary>Reads anew: a user's own, or with null the server's.</summary>
    public async Task ReloadAsync(Guid? ownerId, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var rows = await database.ReadAsync(
                context => context.Set<StoredConnection>().Where(row => row.OwnerId == ownerId).ToListAsync(cancellationToken), cancellationToken);
            if (ownerId is { } userId)
            {
                registry.SetOwn(userId, reader.ToConnections(rows));
                _usedAt[userId] = time.GetTimestamp();
            }
            else
            {
                registry.SetStored(reader.ToConnections(rows));
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Lets go of those who were not about for an hour.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            foreach (var used in _usedAt)
            {
                // Not one who was seen again between the look at the time and the removal.
                if (time.GetElapsedTime(used.Value) >= KeepFor && _usedAt.TryRemove(used)) registry.SetOwn(used.Key, null);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Lets go of one user.</summary>
    public async Task ForgetAsync(Guid userId, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            _usedAt.TryRemove(userId, out _);
            registry.SetOwn(userId, null);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}
