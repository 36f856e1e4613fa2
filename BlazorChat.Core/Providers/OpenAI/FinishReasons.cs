using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Puts the many words for the end of an answer into OpenAI's.</summary>
internal static class FinishReasons
{
    /// <summary>The reason; null where the word is empty or says that it went wrong. A word that nobody knows is kept.</summary>
    public static ChatFinishReason? Read(string? word) => word?.ToLowerInvariant() switch
    {
        null or "" or "null" or "error" => null,
        "stop" or "end_turn" or "stop_sequence" or "eos" or "eos_token" or "load" or "unload" => ChatFinishReason.Stop,
        "length" or "max_tokens" or "max_output_tokens" or "model_length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" or "tool_use" => ChatFinishReason.ToolCalls,
        "content_filter" or "refusal" or "safety" => ChatFinishReason.ContentFilter,
        var other => new ChatFinishReason(SafeText.Cut(LenientJson.WellFormed(other), 64)),
    };
}
