namespace BlazorChat.Core.Providers;

/// <summary>Which models there are, and which connection answers for each. Thread-safe; follows changes of the configuration.</summary>
public sealed class ModelCatalog
{
    /// <summary>The model that is asked where none is chosen: <c>DefaultModel</c>, else the first of the first connection, else Offline.</summary>
    public string DefaultModelId => throw new NotImplementedException();

    /// <summary>Every model that can be chosen, by connection and name, from the cache: it never waits for a provider.</summary>
    public IReadOnlyList<ModelChoice> List() => throw new NotImplementedException();

    /// <summary>
    /// Finds the connection for a model id. If the first segment names a connection, that decides; else the whole is a model's own name
    /// and must match exactly. Null where nothing does.
    /// </summary>
    public ResolvedModel? Resolve(string modelId) => throw new NotImplementedException();
}
