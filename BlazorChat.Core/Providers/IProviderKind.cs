using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>A kind of upstream API. A new kind is one class of this interface and one line in <see cref="ProviderServiceCollectionExtensions"/>.</summary>
public interface IProviderKind
{
    /// <summary>The word in the configuration's <c>provider</c>, lower case.</summary>
    string Name { get; }

    /// <summary>Whether a connection of this kind must name its <c>base_url</c>; default no.</summary>
    bool NeedsBaseUrl => false;

    /// <summary>Makes a client for one model of a connection. The caller disposes it; it holds no connection of its own.</summary>
    IChatClient CreateClient(ProviderConnection connection, string model);

    /// <summary>Asks the provider which models it has.</summary>
    /// <exception cref="ProviderException">It did not answer, or not with a list of models.</exception>
    Task<IReadOnlyList<string>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken);
}
