using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>OpenAI, and every server that speaks its chat completions.</summary>
internal sealed class OpenAICompatibleProvider : IProviderKind
{
    private readonly Uri? _defaultBaseUrl;
    private readonly OpenAIWire _wire;
    private readonly LiteLlmDetails _details;

    /// <summary>Makes the kind <c>openai-compatible</c>, or <c>openai</c> where it has a default address.</summary>
    public OpenAICompatibleProvider(IHttpClientFactory http, TimeProvider time, Uri? defaultBaseUrl = null)
    {
        _defaultBaseUrl = defaultBaseUrl;
        _wire = new OpenAIWire(http, time, IsOpenAI ? RequestDialect.OpenAI : RequestDialect.Compatible);
        _details = new LiteLlmDetails(_wire, time);
    }

    /// <summary>Where OpenAI itself is.</summary>
    public static Uri OpenAIBaseUrl { get; } = new("https://api.openai.com/v1");

    /// <inheritdoc/>
    public string Name => IsOpenAI ? "openai" : "openai-compatible";

    /// <inheritdoc/>
    public string DisplayName => IsOpenAI ? "OpenAI" : "OpenAI-compatible";

    /// <inheritdoc/>
    public Uri? DefaultBaseUrl => _defaultBaseUrl;

    /// <inheritdoc/>
    public bool NeedsKey => IsOpenAI;

    private bool IsOpenAI => _defaultBaseUrl is not null;

    /// <inheritdoc/>
    public IChatClient CreateClient(ProviderConnection connection, string model) => _wire.CreateClient(Located(connection), model);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        var located = Located(connection);
        var models = await _wire.GetAsync(located, "models", root => ModelList.Read(root, ModelList.Model), "list of models", cancellationToken);
        return IsOpenAI ? [.. models.Where(model => ModelList.IsForChat(model.Name))] : await _details.AddAsync(located, models, cancellationToken);
    }

    private ProviderConnection Located(ProviderConnection connection) => connection with { BaseUrl = connection.BaseUrl ?? _defaultBaseUrl };
}
