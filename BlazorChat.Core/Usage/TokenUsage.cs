namespace BlazorChat.Core.Usage;

/// <summary>Tokens of one call.</summary>
/// <param name="PromptTokens">Sent, cached ones included.</param>
/// <param name="CachedTokens">Of these, read from the provider's cache.</param>
/// <param name="CompletionTokens">Received, reasoning included.</param>
/// <param name="ReasoningTokens">Of these, reasoning.</param>
/// <param name="IsEstimated">Whether the figures are ours and not the provider's.</param>
public sealed record TokenUsage(long PromptTokens, long CachedTokens, long CompletionTokens, long ReasoningTokens, bool IsEstimated)
{
    /// <summary>The most that is believed of one call: 1,000,000,000. With more, sums over the ledger would overflow one day.</summary>
    internal const long MaxTokens = 1_000_000_000;

    /// <summary>Of a call that gave nothing and is not paid.</summary>
    internal static TokenUsage None { get; } = new(0, 0, 0, 0, IsEstimated: false);

    /// <summary>The same within what can be: providers send any figures.</summary>
    internal TokenUsage Plausible()
    {
        var prompt = Math.Clamp(PromptTokens, 0, MaxTokens);
        return new TokenUsage(prompt, Math.Clamp(CachedTokens, 0, prompt), Math.Clamp(CompletionTokens, 0, MaxTokens), Math.Clamp(ReasoningTokens, 0, MaxTokens), IsEstimated);
    }
}
