using System.Text.Json;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenRouter;

/// <summary>OpenRouter (https://openrouter.ai/docs): OpenAI's chat completions for the models of many, with what each can do and costs.</summary>
internal sealed class OpenRouterProvider(IHttpClientFactory http, TimeProvider time) : IProviderKind
{
    private static readonly RequestDialect Dialect = new()
    {
        HighestEffort = "xhigh",
        NestsReasoning = true,
        AsksForUsage = true,
        // The product's name alone: HTTP-Referer would tell the address of this installation.
        Headers = new Dictionary<string, string> { ["X-Title"] = "BlazorChat" },
    };

    private readonly OpenAIWire _wire = new(http, time, Dialect);

    /// <inheritdoc/>
    public string Name => "openrouter";

    /// <inheritdoc/>
    public string DisplayName => "OpenRouter";

    /// <inheritdoc/>
    public Uri DefaultBaseUrl { get; } = new("https://openrouter.ai/api/v1");

    /// <inheritdoc/>
    public bool NeedsKey => true;

    /// <inheritdoc/>
    public IChatClient CreateClient(ProviderConnection connection, string model) => _wire.CreateClient(Located(connection), model);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        _wire.GetAsync(Located(connection), "models", root => ModelList.Read(root, OpenRouterModel.Read), "list of models", cancellationToken);

    /// <summary>Asks for the key's own state first: the list of models is public, and says nothing of the key.</summary>
    /// <exception cref="ProviderException">What is wrong.</exception>
    public async Task<IReadOnlyList<ModelInfo>> TestAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        await _wire.GetAsync(Located(connection), "key", root => root.ValueKind == JsonValueKind.Object ? this : null, "word about the key", cancellationToken);
        return await ListModelsAsync(connection, cancellationToken);
    }

    private ProviderConnection Located(ProviderConnection connection) => connection with { BaseUrl = connection.BaseUrl ?? DefaultBaseUrl };
}
