using System.Collections.Immutable;
using BlazorChat.Core.Providers.Offline;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers;

/// <summary>
/// All connections that can be used at this moment, wherever they come from: the configuration, what admins stored, what was found, what
/// is built in, and the own ones of the users who are about. Thread-safe.
/// </summary>
public sealed partial class ConnectionRegistry : IDisposable
{
    private readonly ConfiguredConnections _configured;
    private readonly ILogger<ConnectionRegistry> _logger;
    private readonly Lock _changing = new();
    private volatile ImmutableDictionary<Guid, IReadOnlyList<ProviderConnection>> _own = ImmutableDictionary<Guid, IReadOnlyList<ProviderConnection>>.Empty;
    private IReadOnlyList<ProviderConnection> _stored = [];
    private IReadOnlyList<ProviderConnection> _found = [];
    private volatile IReadOnlyList<ProviderConnection> _server = [];

    internal ConnectionRegistry(ConfiguredConnections configured, ILogger<ConnectionRegistry> logger)
    {
        (_configured, _logger) = (configured, logger);
        _configured.Changed += Rebuild;
        Rebuild();
    }

    /// <summary>Raised after something has changed, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>
    /// The server's: the configured ones in their order, the stored ones by name, what was found, and at the end the built-in one, which is
    /// always there. Of two with one name the first counts.
    /// </summary>
    public IReadOnlyList<ProviderConnection> Connections => _server;

    /// <summary>The server's and the own ones of every user who is about.</summary>
    public IEnumerable<ProviderConnection> All => [.. _server, .. _own.Values.SelectMany(connections => connections)];

    /// <summary>The default model as it is configured, in whatever form; null where it is not.</summary>
    public string? ConfiguredDefaultModel => _configured.DefaultModel;

    /// <summary>Whether this name is one of the configuration's, which cannot be changed from the browser.</summary>
    public bool IsConfigured(string name) => _configured.Connections.Any(connection => connection.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The server's connection of that exact name; null where there is none.</summary>
    public ProviderConnection? Find(string name) => Connections.FirstOrDefault(connection => connection.Name == name);

    /// <summary>A user's own connections; empty where they are not loaded.</summary>
    public IReadOnlyList<ProviderConnection> OwnOf(Guid userId) => _own.GetValueOrDefault(userId, []);

    /// <inheritdoc/>
    public void Dispose() => _configured.Changed -= Rebuild;

    /// <summary>Takes over what admins stored.</summary>
    internal void SetStored(IReadOnlyList<ProviderConnection> connections)
    {
        lock (_changing) _stored = connections;
        Rebuild();
    }

    /// <summary>Takes over what was found on the network. What is configured or stored for the same place is the more explicit wish.</summary>
    internal void SetFound(IReadOnlyList<ProviderConnection> connections)
    {
        lock (_changing)
        {
            if (_found.Select(connection => connection.BaseUrl).SequenceEqual(connections.Select(connection => connection.BaseUrl))) return;
            _found = connections;
        }

        Rebuild();
    }

    /// <summary>Takes over a user's own connections; null where the user is not about any more.</summary>
    internal void SetOwn(Guid userId, IReadOnlyList<ProviderConnection>? connections)
    {
        lock (_changing)
        {
            // Most users have none: they come and go without anybody having to look again.
            var former = _own;
            _own = connections is not { Count: > 0 } ? _own.Remove(userId) : _own.SetItem(userId, connections);
            if (_own == former) return;
        }

        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private void Rebuild()
    {
        lock (_changing)
        {
            List<ProviderConnection> all = [.. _configured.Connections];
            foreach (var connection in _stored)
            {
                if (!all.Exists(other => other.Name.Equals(connection.Name, StringComparison.OrdinalIgnoreCase))) all.Add(connection);
            }

            all.AddRange(_found.Where(found => !all.Exists(other => other.Name.Equals(found.Name, StringComparison.OrdinalIgnoreCase) || IsSamePlace(other, found))));
            _server = [.. all, OfflineProvider.Connection];
        }

        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private static bool IsSamePlace(ProviderConnection one, ProviderConnection other) =>
        one.BaseUrl is { } url && other.BaseUrl is { } place && url.Authority.Equals(place.Authority, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changed connections failed")]
    private partial void LogHandlerFailed(Exception exception);
}
