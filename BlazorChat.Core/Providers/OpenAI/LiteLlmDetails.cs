using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// What a LiteLLM proxy tells of its models beside their names (https://docs.litellm.ai/docs/proxy/model_management, <c>/model/info</c>).
/// Its list looks like anybody's, so every server is asked whose list tells no window; whatever goes wrong means that it is none.
/// </summary>
internal sealed class LiteLlmDetails(OpenAIWire wire, TimeProvider time)
{
    /// <summary>How long it may take: the list is there already, and waits for this.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>The models with the details that the server has.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<ModelInfo>> AddAsync(ProviderConnection connection, IReadOnlyList<ModelInfo> models, CancellationToken cancellationToken)
    {
        if (models.Count == 0 || models.Any(model => model.ContextWindow is not null)) return models;
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var details = await wire.GetAsync(connection, "model/info", root => ModelList.Read(root, Model), "details of models", either.Token);
            var byName = details.ToDictionary(model => model.Name, StringComparer.Ordinal);
            return [.. models.Select(model => model.Or(byName.GetValueOrDefault(model.Name)))];
        }
        catch (Exception exception) when (exception is ProviderException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return models;
        }
    }

    private static ModelInfo? Model(JsonElement entry)
    {
        if (ModelList.Usable(entry.String("model_name")) is not { } name || entry.Member("model_info") is not { } info) return null;
        return new ModelInfo(name)
        {
            ContextWindow = ModelList.Tokens(info, "max_input_tokens") ?? ModelList.Tokens(info, "max_tokens"),
            MaxOutputTokens = ModelList.Tokens(info, "max_output_tokens"),
            HasVision = Flag(info, "supports_vision"),
            HasTools = Flag(info, "supports_function_calling"),
            HasReasoning = Flag(info, "supports_reasoning"),
            Price = TokenPrice.Read(info.Member("input_cost_per_token"), info.Member("output_cost_per_token"), info.Member("cache_read_input_token_cost")),
        };
    }

    private static bool? Flag(JsonElement info, string name) => info.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
