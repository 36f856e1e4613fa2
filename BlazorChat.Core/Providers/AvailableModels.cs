namespace BlazorChat.Core.Providers;

/// <summary>The models that somebody may use at one moment, the own connections before the server's. Immutable.</summary>
public sealed class AvailableModels
{
    private readonly ModelCatalog _catalog;
    private readonly IReadOnlyList<ProviderConnection> _own;
    private readonly IReadOnlyList<ProviderConnection> _server;
    private readonly HashSet<string> _ownNames;

    internal AvailableModels(ModelCatalog catalog, IReadOnlyList<ProviderConnection> own, IReadOnlyList<ProviderConnection> server, string? configuredDefault)
    {
        (_catalog, _own, _server) = (catalog, own, server);
        _ownNames = [.. own.Select(connection => connection.Name)];
        List<ModelChoice> models = [.. Connections.SelectMany(connection => catalog.NamesOf(connection).Select(model => Choice(connection, model)))];
        // Without a wish of anybody's it is one of the server's: an own key costs its owner money.
        var first = models.Find(model => !model.IsOwn) ?? models[0];
        var chosen = configuredDefault is null ? first : DefaultOf(configuredDefault) ?? first;
        // Set by hand, it can be chosen also where the provider does not tell what it has.
        if (!models.Exists(model => model.Id == chosen.Id)) models.Insert(0, chosen);
        (Models, DefaultModelId) = (models, chosen.Id);
    }

    /// <summary>Every model that can be chosen, by connection and name, the own ones first.</summary>
    public IReadOnlyList<ModelChoice> Models { get; }

    /// <summary>The model that is asked where nobody chose.</summary>
    public string DefaultModelId { get; }

    /// <summary>The connections in the order in which they are looked through. An own one hides the server's of the same name.</summary>
    public IEnumerable<ProviderConnection> Connections => [.. _own, .. _server.Where(connection => !_ownNames.Contains(connection.Name))];

    /// <summary>
    /// Finds the connection for a model id. If the first segment names a connection, that decides; else the whole is a model's own name
    /// and must match exactly. A connection whose models are configured has these and no others; of any other connection it is the provider
    /// that knows whether it has the model, so that it can be used before its list is there. Null where nothing matches.
    /// </summary>
    public ResolvedModel? Resolve(string modelId) => Resolve(modelId, Connections);

    /// <summary>What is known of a model.</summary>
    public ModelInfo InfoOf(ResolvedModel model) => _catalog.InfoOf(model.Connection, model.Model);

    /// <summary>
    /// Whom to ask when this model fails, as its connection says. The server's connections have only the server's behind them: what an
    /// admin set up must not spend a user's own key.
    /// </summary>
    public IReadOnlyList<ResolvedModel> FallbacksOf(ResolvedModel model)
    {
        var among = model.Connection.OwnerId is null ? _server : Connections;
        return [.. model.Connection.Fallbacks.Select(id => Resolve(id, among)).OfType<ResolvedModel>().Where(next => next.Id != model.Id).DistinctBy(next => next.Id)];
    }

    private ResolvedModel? Resolve(string modelId, IEnumerable<ProviderConnection> connections)
    {
        var slash = modelId.IndexOf('/');
        if (slash > 0 && connections.FirstOrDefault(connection => connection.Name == modelId[..slash]) is { } named)
        {
            var model = modelId[(slash + 1)..];
            var has = model.Length > 0 && (named.Models.Count == 0 || named.Models.Contains(model, StringComparer.Ordinal));
            return has ? new ResolvedModel(named, model) : null;
        }

        var owner = connections.FirstOrDefault(connection => _catalog.NamesOf(connection).Contains(modelId, StringComparer.Ordinal));
        return owner is null ? null : new ResolvedModel(owner, modelId);
    }

    private ModelChoice? DefaultOf(string configured)
    {
        // Under the name of one that an own connection hides, the own one would be asked.
        var visible = _server.Where(connection => !_ownNames.Contains(connection.Name)).ToList();
        if (Resolve(configured, visible) is { } resolved) return Choice(resolved.Connection, resolved.Model);
        var unlisted = visible.FirstOrDefault(connection => _catalog.NamesOf(connection).Count == 0);
        return unlisted is null ? null : Choice(unlisted, configured);
    }

    private ModelChoice Choice(ProviderConnection connection, string model) =>
        new($"{connection.Name}/{model}", model, connection.Name) { Info = _catalog.InfoOf(connection, model), IsOwn = connection.OwnerId is not null };
}
