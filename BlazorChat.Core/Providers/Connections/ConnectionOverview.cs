using BlazorChat.Core.Providers.Offline;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>The connections with how each was found when it was last asked; the server's with those that nobody stored. Thread-safe.</summary>
public sealed class ConnectionOverview
{
    private readonly ConnectionStore _store;
    private readonly ConnectionSync _sync;
    private readonly ConnectionRegistry _registry;
    private readonly ModelCatalog _catalog;

    internal ConnectionOverview(ConnectionStore store, ConnectionSync sync, ConnectionRegistry registry, ModelCatalog catalog) =>
        (_store, _sync, _registry, _catalog) = (store, sync, registry, catalog);

    /// <summary>The stored ones by name; after the server's its configured, found and built-in ones, without an id. No provider is asked.</summary>
    /// <exception cref="RefusedException">The server's were asked for by somebody who is no admin.</exception>
    public async Task<IReadOnlyList<ConnectionView>> ListAsync(Caller caller, ConnectionScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var stored = await _store.ListAsync(caller, scope, cancellationToken);
        if (scope == ConnectionScope.Mine)
        {
            await _sync.EnsureAsync(caller.UserId, cancellationToken);
            return WithStates(stored, _registry.OwnOf(caller.UserId));
        }

        var inUse = _registry.Connections;
        var others = inUse.Where(connection => SourceOf(connection) != ConnectionSource.Stored);
        return [.. WithStates(stored, inUse), .. others.Select(ToView)];

        ConnectionSource SourceOf(ProviderConnection connection) =>
            connection.Name == OfflineProvider.ReservedName ? ConnectionSource.BuiltIn
            : _registry.IsConfigured(connection.Name) ? ConnectionSource.Configured
            : stored.Any(view => view.IsActive && view.Name == connection.Name) ? ConnectionSource.Stored
            : ConnectionSource.Found;

        ConnectionView ToView(ProviderConnection connection) => new(null, connection.Name, connection.Provider)
        {
            Source = SourceOf(connection),
            BaseUrl = connection.BaseUrl?.ToString(),
            KeyHint = ConnectionWriter.HintOf(connection.ApiKey),
            Models = connection.Models,
            HeaderNames = [.. connection.Headers.Keys],
            Fallbacks = connection.Fallbacks,
            Defaults = connection.Defaults,
            State = _catalog.StateOf(connection),
        };
    }

    private List<ConnectionView> WithStates(IReadOnlyList<ConnectionView> views, IReadOnlyList<ProviderConnection> inUse) =>
    [
        .. views.Select(view => view.IsActive && !view.IsShadowed && inUse.FirstOrDefault(connection => connection.Name == view.Name) is { } connection
            ? view with { State = _catalog.StateOf(connection) }
            : view),
    ];
}
