using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>A kind of upstream API. A new kind is one class of this interface and one line in <see cref="ProviderServiceCollectionExtensions"/>.</summary>
public interface IProviderKind
{
    /// <summary>The word in the configuration's <c>provider</c>, lower case.</summary>
    string Name { get; }

    /// <summary>What people call it.</summary>
    string DisplayName => Name;

    /// <summary>Where it is if the connection does not say; null where the connection must.</summary>
    Uri? DefaultBaseUrl { get; }

    /// <summary>Whether a connection can be made of it by hand; default yes.</summary>
    bool CanBeConfigured => true;

    /// <summary>Whether it cannot be used without a key; default no.</summary>
    bool NeedsKey => false;

    /// <summary>Which parameters it knows; default all.</summary>
    ParameterNames Parameters => ParameterNames.All;

    /// <summary>Makes a client for one model of a connection. The caller disposes it; it holds no connection of its own.</summary>
    IChatClient CreateClient(ProviderConnection connection, string model);

    /// <summary>Asks the provider which models it has.</summary>
    /// <exception cref="ProviderException">It did not answer, or not with a list of models.</exception>
    Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken);

    /// <summary>Finds out whether the connection works, the key included; by default by asking for its models.</summary>
    /// <exception cref="ProviderException">What is wrong.</exception>
    Task<IReadOnlyList<ModelInfo>> TestAsync(ProviderConnection connection, CancellationToken cancellationToken) => ListModelsAsync(connection, cancellationToken);
}
