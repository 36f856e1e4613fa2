using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Puts Anthropic's words for the end of an answer into OpenAI's.</summary>
internal static class StopReasons
{
    /// <summary>
    /// The reason; null where none was given. A turn that a tool of the server paused is not whole and goes on when it is asked again, like
    /// one that met its limit: it must not look complete.
    /// </summary>
    public static ChatFinishReason? Read(string? word) => word switch
    {
        "pause_turn" or "model_context_window_exceeded" => ChatFinishReason.Length,
        _ => FinishReasons.Read(word),
    };
}
