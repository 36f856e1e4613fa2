using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Ollama;

/// <summary>Ollama by its own API, which tells more of its models, and lets their window be set, than its copy of OpenAI's does.</summary>
internal sealed class OllamaProvider(IHttpClientFactory http, TimeProvider time) : IProviderKind
{
    /// <summary>The word for this kind.</summary>
    public const string KindName = "ollama";

    private readonly OllamaModels _models = new(http, time);

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public string DisplayName => "Ollama";

    /// <inheritdoc/>
    public Uri? DefaultBaseUrl => OllamaAddress.Usual;

    /// <inheritdoc/>
    public IChatClient CreateClient(ProviderConnection connection, string model)
    {
        var located = Located(connection);
        var details = _models.Find(located, model);
        // What an admin wrote down of the model wins over what the provider tells.
        var window = connection.ModelTable.GetValueOrDefault(model)?.ContextWindow ?? details.ContextWindow;
        return new OllamaChatClient(http, located, model, details with { ContextWindow = window }, time);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        _models.ListAsync(Located(connection), cancellationToken);

    private static ProviderConnection Located(ProviderConnection connection) =>
        connection with { BaseUrl = OllamaAddress.RootOf(connection.BaseUrl ?? OllamaAddress.Usual) };
}
