using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Models;
using ChatClient = OpenAI.Chat.ChatClient;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>OpenAI, and every server that speaks its chat completions.</summary>
internal sealed class OpenAICompatibleProvider : IProviderKind
{
    private readonly Uri? _defaultBaseUrl;
    private readonly IHttpClientFactory _http;
    private readonly TimeProvider _time;

    /// <summary>Makes the kind <c>openai-compatible</c>, or <c>openai</c> where it has a default address.</summary>
    public OpenAICompatibleProvider(IHttpClientFactory http, TimeProvider time, Uri? defaultBaseUrl = null)
    {
        (_http, _time, _defaultBaseUrl) = (http, time, defaultBaseUrl);
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
    public IChatClient CreateClient(ProviderConnection connection, string model)
    {
        var located = Located(connection);
        var client = new ChatClient(model, Credential(located), Options(located));
        return new OpenAIChatClient(located, model, client, IsOpenAI ? "max_completion_tokens" : "max_tokens", _time);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        var located = Located(connection);
        var client = new OpenAIModelClient(Credential(located), Options(located));
        var errors = new ProviderErrors(located, null);
        using var response = await OpenAICalls.SendAsync(() => client.GetModelsAsync(OpenAICalls.Options(cancellationToken)), errors, _time, cancellationToken);
        var models = await ModelList.ReadAsync(response.ContentStream ?? Stream.Null, errors, OpenAICalls.Reply(response), cancellationToken);
        return [.. models.Where(model => !IsOpenAI || ModelList.IsForChat(model)).Select(model => new ModelInfo(model))];
    }

    private ProviderConnection Located(ProviderConnection connection) => connection with { BaseUrl = connection.BaseUrl ?? _defaultBaseUrl };

    private static ApiKeyCredential Credential(ProviderConnection connection) => new(connection.ApiKey ?? HeaderPolicy.Placeholder);

    /// <summary>No retries, no time limit and no logging in the SDK: each of these is done once, around it.</summary>
    private OpenAIClientOptions Options(ProviderConnection connection)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = connection.BaseUrl,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(_http.CreateClient(connection), false, null),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        options.AddPolicy(new HeaderPolicy(connection.ApiKey is not null), PipelinePosition.BeforeTransport);
        return options;
    }
}
