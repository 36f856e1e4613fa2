namespace BlazorChat.Core.Providers;

/// <summary>Completes what a provider tells of a model from what is known here. Thread-safe.</summary>
internal sealed class ModelFacts
{
    /// <summary>Raised after the admin's own table has changed.</summary>
    public event Action? Changed;

    /// <summary>All that is known: the connection's own table first, then the provider, then the tables here.</summary>
    public ModelInfo Complete(ProviderConnection connection, ModelInfo told)
    {
        _ = Changed;
        return connection.ModelTable.GetValueOrDefault(told.Name) is { } own ? own.Or(told) with { Name = told.Name } : told;
    }
}
