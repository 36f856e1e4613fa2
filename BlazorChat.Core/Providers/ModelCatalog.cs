using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers;

/// <summary>Which models there are, and which connection answers for each. Thread-safe; follows changes of the configuration.</summary>
public sealed partial class ModelCatalog : IDisposable
{
    private readonly ConnectionRegistry _registry;
    private readonly ILogger<ModelCatalog> _logger;
    private readonly ConcurrentDictionary<string, Listing> _listings = new(StringComparer.Ordinal);
    private readonly Lock _building = new();
    private volatile Snapshot _snapshot = new([], "");

    internal ModelCatalog(ConnectionRegistry registry, ILogger<ModelCatalog> logger)
    {
        (_registry, _logger) = (registry, logger);
        _registry.Changed += Rebuild;
        Rebuild();
    }

    /// <summary>Raised after the models or the state of a connection have changed, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>
    /// The model that is asked where none is chosen: <c>DEFAULT_MODEL</c> or <c>DefaultModel</c>, else the first of the first connection
    /// that has one, else Offline.
    /// </summary>
    public string DefaultModelId => _snapshot.DefaultModelId;

    /// <summary>How each connection was found, in the configured order.</summary>
    public IReadOnlyList<ConnectionState> ConnectionStates => [.. _registry.Connections.Select(connection => ListingOf(connection) is { } listing
        ? new ConnectionState(connection.Name, listing.Error, listing.CheckedAt)
        : new ConnectionState(connection.Name, null, null))];

    /// <summary>Every model that can be chosen, by connection and name, from the cache: it never waits for a provider.</summary>
    public IReadOnlyList<ModelChoice> List() => _snapshot.Models;

    /// <summary>
    /// Finds the connection for a model id. If the first segment names a connection, that decides; else the whole is a model's own name
    /// and must match exactly. A connection whose models are configured has these and no others; of any other connection it is the provider
    /// that knows whether it has the model, so that it can be used before its list is there. Null where nothing matches.
    /// </summary>
    public ResolvedModel? Resolve(string modelId)
    {
        var slash = modelId.IndexOf('/');
        if (slash > 0 && _registry.Find(modelId[..slash]) is { } named)
        {
            var model = modelId[(slash + 1)..];
            var has = model.Length > 0 && (named.Models.Count == 0 || named.Models.Contains(model, StringComparer.Ordinal));
            return has ? new ResolvedModel(named, model) : null;
        }
        var owner = _registry.Connections.FirstOrDefault(connection => ModelsOf(connection).Contains(modelId, StringComparer.Ordinal));
        return owner is null ? null : new ResolvedModel(owner, modelId);
    }

    /// <inheritdoc/>
    public void Dispose() => _registry.Changed -= Rebuild;

    /// <summary>Takes over what a provider answered.</summary>
    internal void SetModels(ProviderConnection connection, IReadOnlyList<ModelInfo> models, DateTimeOffset checkedAt) =>
        Set(new Listing(connection, [.. models.Select(model => model.Name)], null, checkedAt));

    /// <summary>Takes over that a provider could not be asked; the models that it had stay.</summary>
    internal void SetError(ProviderConnection connection, string error, DateTimeOffset checkedAt) =>
        Set(new Listing(connection, ListingOf(connection)?.Models ?? [], error, checkedAt));

    private void Set(Listing listing)
    {
        _listings[listing.Connection.Name] = listing;
        Rebuild();
    }

    private void Rebuild()
    {
        lock (_building)
        {
            List<ModelChoice> models = [.. _registry.Connections.SelectMany(connection => ModelsOf(connection).Select(model => Choice(connection, model)))];
            var fallback = models[0];
            var chosen = ConfiguredDefault() ?? fallback;
            // Set by hand, it can be chosen also where the provider does not tell what it has.
            if (!models.Contains(chosen)) models.Insert(0, chosen);
            _snapshot = new Snapshot(models, chosen.Id);
        }
        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private ModelChoice? ConfiguredDefault()
    {
        if (_registry.ConfiguredDefaultModel is not { } configured) return null;
        if (Resolve(configured) is { } resolved) return Choice(resolved.Connection, resolved.Model);
        var unlisted = _registry.Connections.FirstOrDefault(connection => ModelsOf(connection).Count == 0);
        return unlisted is null ? null : Choice(unlisted, configured);
    }

    private IReadOnlyList<string> ModelsOf(ProviderConnection connection) =>
        connection.Models.Count > 0 ? connection.Models : ListingOf(connection)?.Models ?? [];

    /// <summary>What is known of a connection, unless it was another one of that name.</summary>
    private Listing? ListingOf(ProviderConnection connection) =>
        _listings.TryGetValue(connection.Name, out var listing) && IsSame(listing.Connection, connection) ? listing : null;

    private static bool IsSame(ProviderConnection one, ProviderConnection other) =>
        one.Provider == other.Provider && one.BaseUrl == other.BaseUrl && one.ApiKey == other.ApiKey;

    private static ModelChoice Choice(ProviderConnection connection, string model) => new($"{connection.Name}/{model}", model, connection.Name);

    private sealed record Listing(ProviderConnection Connection, IReadOnlyList<string> Models, string? Error, DateTimeOffset CheckedAt);

    private sealed record Snapshot(IReadOnlyList<ModelChoice> Models, string DefaultModelId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changed models failed")]
    private partial void LogHandlerFailed(Exception exception);
}
