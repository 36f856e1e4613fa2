using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>Sends a model the parameters that are meant for it; what the call itself asks for wins.</summary>
/// <param name="inner">The client that is asked.</param>
/// <param name="defaults">What is sent where the call does not say; never changed.</param>
internal sealed class ParameterChatClient(IChatClient inner, ChatOptions defaults) : StreamedChatClient(inner)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = InnerClient.GetStreamingResponseAsync(messages, Over(options), cancellationToken);
        await foreach (var update in updates.WithCancellation(cancellationToken)) yield return update;
    }

    private ChatOptions Over(ChatOptions? options)
    {
        if (options is null) return defaults.Clone();
        var merged = options.Clone();
        merged.Temperature ??= defaults.Temperature;
        merged.TopP ??= defaults.TopP;
        merged.MaxOutputTokens ??= defaults.MaxOutputTokens;
        merged.StopSequences ??= defaults.StopSequences is { } stop ? [.. stop] : null;
        merged.Seed ??= defaults.Seed;
        merged.FrequencyPenalty ??= defaults.FrequencyPenalty;
        merged.PresencePenalty ??= defaults.PresencePenalty;
        merged.Reasoning ??= defaults.Reasoning;
        merged.Instructions ??= defaults.Instructions;
        foreach (var (name, value) in defaults.AdditionalProperties ?? [])
        {
            merged.AdditionalProperties ??= [];
            merged.AdditionalProperties.TryAdd(name, value);
        }
        return merged;
    }
}
