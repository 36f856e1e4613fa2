using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// Knows when an answer has begun: the one rule for time limits, retries, fallbacks and breakers (R10, R11). A role, a ping, a header, a
/// count of tokens or a <see cref="CallNotice"/> is nothing of an answer.
/// </summary>
internal static class AnswerBegin
{
    /// <summary>Whether the update carries a piece of the answer.</summary>
    public static bool IsDelta(ChatResponseUpdate update) => update.RawRepresentation is ToolCallDelta || update.Contents.Any(content => content switch
    {
        TextContent text => text.Text.Length > 0,
        TextReasoningContent reasoning => reasoning.Text.Length > 0 || reasoning.ProtectedData is { Length: > 0 },
        UsageContent => false,
        _ => true,
    });

    /// <summary>Whether it makes the answer this model's, for good: a piece of it came, or its end.</summary>
    public static bool Has(ChatResponseUpdate update) => update.FinishReason is not null || IsDelta(update);
}
