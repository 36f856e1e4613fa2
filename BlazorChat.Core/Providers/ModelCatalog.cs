using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers;

/// <summary>
/// Which models there are, what is known of them, and which connection answers for each. It never waits for a provider. Thread-safe;
/// follows changes of the connections.
/// </summary>
public sealed partial class ModelCatalog : IDisposable
{
    private readonly ConnectionRegistry _registry;
    private readonly ModelFacts _facts;
    private readonly ILogger<ModelCatalog> _logger;
    private readonly ConcurrentDictionary<(Guid? OwnerId, string Name), ModelListing> _listings = new();
    private readonly Lock _building = new();
    private volatile Lists _snapshot;

    internal ModelCatalog(ConnectionRegistry registry, ModelFacts facts, ILogger<ModelCatalog> logger)
    {
        (_registry, _facts, _logger) = (registry, facts, logger);
        // A change that comes at this moment waits for the first lists.
        lock (_building)
        {
            _registry.Changed += Rebuild;
            _facts.Changed += RebuildAll;
            _snapshot = Snapshot();
        }
    }

    /// <summary>Raised after the models or the state of a connection have changed, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>The models of the server's connections.</summary>
    public AvailableModels Server => _snapshot.Server;

    /// <summary>How each of the server's connections was found, in their order.</summary>
    public IReadOnlyList<ConnectionState> ConnectionStates => [.. _registry.Connections.Select(StateOf)];

    /// <summary>The model that is asked where nobody chose: <c>DEFAULT_MODEL</c> or <c>DefaultModel</c>, else the first of the first connection that has one, else Offline.</summary>
    public string DefaultModelId => Server.DefaultModelId;

    /// <summary>Every model of the server's connections, by connection and name.</summary>
    public IReadOnlyList<ModelChoice> List() => Server.Models;

    /// <summary>Finds the connection for a model id among the server's; null where nothing matches.</summary>
    public ResolvedModel? Resolve(string modelId) => Server.Resolve(modelId);

    /// <summary>How a connection was found when it was last asked.</summary>
    public ConnectionState StateOf(ProviderConnection connection)
    {
        var listing = ListingOf(connection);
        return listing?.ToState(NamesOf(connection).Count) ?? new ConnectionState(connection.Name, null, null) { Models = NamesOf(connection).Count };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registry.Changed -= Rebuild;
        _facts.Changed -= RebuildAll;
    }

    /// <summary>What a user may use, the own connections first. These must have been loaded.</summary>
    internal AvailableModels For(Guid userId)
    {
        // What is put into a snapshot that has been replaced meanwhile goes with it.
        var snapshot = _snapshot;
        return _registry.OwnOf(userId) is { Count: > 0 } own ? snapshot.ByUser.GetOrAdd(userId, _ => Build(own, snapshot.Connections)) : snapshot.Server;
    }

    /// <summary>All that is known of a model.</summary>
    internal ModelInfo InfoOf(ProviderConnection connection, string model) =>
        _facts.Complete(connection, ListingOf(connection)?.Find(model) ?? new ModelInfo(model));

    /// <summary>What a connection answered last; null where it was not asked yet, or was another one then.</summary>
    internal ModelListing? ListingOf(ProviderConnection connection) =>
        _listings.TryGetValue((connection.OwnerId, connection.Name), out var listing) && listing.IsOf(connection) ? listing : null;

    /// <summary>Takes over what a provider answered.</summary>
    internal void SetModels(ProviderConnection connection, IReadOnlyList<ModelInfo> models, DateTimeOffset checkedAt, TimeSpan? latency = null) =>
        Set(new ModelListing(connection, models, checkedAt) { Latency = latency });

    /// <summary>Takes over that a provider could not be asked; the models that it had stay.</summary>
    internal void SetError(ProviderConnection connection, ProviderException error, DateTimeOffset checkedAt) =>
        Set(new ModelListing(connection, ListingOf(connection)?.Models ?? [], checkedAt) { Error = error });

    /// <summary>The names of the models that a connection offers; empty where only the provider knows.</summary>
    internal IReadOnlyList<string> NamesOf(ProviderConnection connection) =>
        connection.Models.Count > 0 ? connection.Models : [.. ListingOf(connection)?.Models.Select(model => model.Name) ?? []];

    private void Set(ModelListing listing)
    {
        // It may have been changed or removed while it was asked.
        var key = (listing.Connection.OwnerId, listing.Connection.Name);
        if (!_registry.All.Any(connection => (connection.OwnerId, connection.Name) == key && listing.IsOf(connection))) return;
        _listings[key] = listing;
        if (key.OwnerId is { } owner)
        {
            // It concerns nobody else: with many users about, all lists would be made anew all the time.
            lock (_building) _snapshot = new Lists(_snapshot.Server, _snapshot.Connections) { ByUser = new(_snapshot.ByUser.Where(entry => entry.Key != owner)) };
            Notifications.Raise(Changed, LogHandlerFailed);
        }
        else
        {
            RebuildAll();
        }
    }

    private void Rebuild()
    {
        lock (_building)
        {
            var all = _registry.All.Select(connection => (connection.OwnerId, connection.Name)).ToHashSet();
            foreach (var gone in _listings.Keys.Where(key => !all.Contains(key))) _listings.TryRemove(gone, out _);
            // The server's list is another object after each change of it; else it was a user's.
            _snapshot = _snapshot.Connections == _registry.Connections ? new Lists(_snapshot.Server, _snapshot.Connections) : Snapshot();
        }

        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private void RebuildAll()
    {
        lock (_building) _snapshot = Snapshot();
        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private AvailableModels Build(IReadOnlyList<ProviderConnection> own, IReadOnlyList<ProviderConnection> server) => new(this, own, server, _registry.ConfiguredDefaultModel);

    private Lists Snapshot()
    {
        var connections = _registry.Connections;
        return new Lists(Build([], connections), connections);
    }

    private sealed record Lists(AvailableModels Server, IReadOnlyList<ProviderConnection> Connections)
    {
        public ConcurrentDictionary<Guid, AvailableModels> ByUser { get; init; } = new();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changed models failed")]
    private partial void LogHandlerFailed(Exception exception);
}
