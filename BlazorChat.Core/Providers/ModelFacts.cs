using BlazorChat.Core.Providers.Models;

namespace BlazorChat.Core.Providers;

/// <summary>Completes what a provider tells of a model from what is known here. Thread-safe.</summary>
internal sealed class ModelFacts(KnownModels known)
{
    /// <summary>Raised after what is known has changed, on any thread.</summary>
    public event Action? Changed
    {
        add => known.Changed += value;
        remove => known.Changed -= value;
    }

    /// <summary>All that is known: the connection's own table first, then the provider, then the tables here, then what the connection says of all its models.</summary>
    public ModelInfo Complete(ProviderConnection connection, ModelInfo told)
    {
        var own = connection.ModelTable.GetValueOrDefault(told.Name);
        return (own ?? told).Or(told).Or(known.Find(told.Name)).Or(new ModelInfo(told.Name) { ContextWindow = connection.ContextWindow });
    }
}
