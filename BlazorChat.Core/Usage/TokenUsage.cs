namespace BlazorChat.Core.Usage;

/// <summary>Tokens of one call.</summary>
/// <param name="PromptTokens">Sent, cached ones included.</param>
/// <param name="CachedTokens">Of these, read from the provider's cache.</param>
/// <param name="CompletionTokens">Received, reasoning included.</param>
/// <param name="ReasoningTokens">Of these, reasoning.</param>
/// <param name="IsEstimated">Whether the figures are ours and not the provider's.</param>
public sealed record TokenUsage(long PromptTokens, long CachedTokens, long CompletionTokens, long ReasoningTokens, bool IsEstimated);
