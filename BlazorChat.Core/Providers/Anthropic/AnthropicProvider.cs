using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Anthropic, and every server that speaks its Messages API.</summary>
internal sealed class AnthropicProvider(IHttpClientFactory http, TimeProvider time) : IProviderKind
{
    private static readonly Uri Home = new("https://api.anthropic.com");

    /// <inheritdoc/>
    public string Name => "anthropic";

    /// <inheritdoc/>
    public string DisplayName => "Anthropic";

    /// <inheritdoc/>
    public Uri? DefaultBaseUrl => Home;

    /// <inheritdoc/>
    public bool NeedsKey => true;

    /// <inheritdoc/>
    public ParameterNames Parameters =>
        ParameterNames.Temperature | ParameterNames.TopP | ParameterNames.MaxTokens | ParameterNames.Stop | ParameterNames.ReasoningEffort;

    /// <inheritdoc/>
    public IChatClient CreateClient(ProviderConnection connection, string model)
    {
        var located = Located(connection);
        var errors = new ProviderErrors(located, model);
        return new AnthropicChatClient(located, model, Client(located, errors), errors);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        var located = Located(connection);
        var errors = new ProviderErrors(located, null);
        return new ModelPages(Client(located, errors), errors).ReadAsync(cancellationToken);
    }

    private static ProviderConnection Located(ProviderConnection connection) => connection with { BaseUrl = connection.BaseUrl ?? Home };

    /// <summary>
    /// No retries, no time limit and no tracing in the SDK: each of these is done once, around it. A key is always set, because without
    /// one the SDK looks for another in the environment, and would send it wherever the connection leads.
    /// </summary>
    private AnthropicClient Client(ProviderConnection connection, ProviderErrors errors) => new(new ClientOptions
    {
        BaseUrl = WithoutVersion(connection.BaseUrl!),
        ApiKey = connection.ApiKey ?? AnthropicHandler.Placeholder,
        HttpClient = http.CreateClient(connection),
        Handlers = [new AnthropicHandler(errors, time, connection.ApiKey is not null)],
        MaxRetries = 0,
        Timeout = Timeout.InfiniteTimeSpan,
        OpenTelemetry = false,
    });

    /// <summary>The SDK adds <c>/v1</c> by itself; people write the address either way.</summary>
    internal static string WithoutVersion(Uri baseUrl)
    {
        var address = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        // Of the path alone: a host may be named v1 as well.
        return baseUrl.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal) ? address[..^3].TrimEnd('/') : address;
    }
}
