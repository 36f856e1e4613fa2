using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>A kind whose models are scripted clients, by their names; making an unknown one throws.</summary>
internal sealed class ScriptedKind(Dictionary<string, ScriptedClient> models) : IProviderKind
{
    public string Name => "scripted";

    public Uri? DefaultBaseUrl => null;

    public ParameterNames Parameters => ParameterNames.All & ~ParameterNames.Seed;

    public IChatClient CreateClient(ProviderConnection connection, string model) => models[model];

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelInfo>>([]);

    /// <summary>A model of a connection that is named like it.</summary>
    public static ResolvedModel Model(string name, ModelParameters? defaults = null) =>
        new(new ProviderConnection($"at-{name}", "scripted", new Uri($"http://{name}/v1"), null, []) { Defaults = defaults ?? ModelParameters.None }, name);
}
