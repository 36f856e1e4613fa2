using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Reads what an answer cost.</summary>
internal static class UsageReader
{
    /// <summary>The usage that a chunk carries, wherever the provider puts it; null where there is none.</summary>
    public static UsageDetails? Read(JsonElement chunk, JsonElement? choice)
    {
        var usage = chunk.Member("usage") ?? choice?.Member("usage") ?? chunk.Member("x_groq")?.Member("usage");
        if (usage is not { ValueKind: JsonValueKind.Object } counts) return null;
        var input = counts.Count("prompt_tokens") ?? counts.Count("input_tokens");
        var output = counts.Count("completion_tokens") ?? counts.Count("output_tokens");
        if (input is null && output is null) return null;
        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = counts.Count("total_tokens") ?? (input ?? 0) + (output ?? 0),
            CachedInputTokenCount = counts.Member("prompt_tokens_details")?.Count("cached_tokens")
                ?? counts.Count("prompt_cache_hit_tokens") ?? counts.Count("cached_tokens"),
            ReasoningTokenCount = counts.Member("completion_tokens_details")?.Count("reasoning_tokens"),
        };
    }
}
