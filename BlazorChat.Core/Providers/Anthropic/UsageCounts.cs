using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>Collects what an answer cost. The figures come at its beginning and again at its end, there often not all of them: the last of each counts.</summary>
internal sealed class UsageCounts
{
    private long? _input;
    private long? _output;
    private long? _cacheRead;
    private long? _cacheWritten;
    private long? _thinking;

    /// <summary>The usage so far; null where nothing was told. Prompt tokens include those that were read from and written to the cache.</summary>
    public UsageDetails? Details
    {
        get
        {
            if (_input is null && _output is null) return null;
            var input = _input is null ? null : _input + (_cacheRead ?? 0) + (_cacheWritten ?? 0);
            return new UsageDetails
            {
                InputTokenCount = input,
                OutputTokenCount = _output,
                TotalTokenCount = (input ?? 0) + (_output ?? 0),
                CachedInputTokenCount = _cacheRead,
                ReasoningTokenCount = _thinking,
            };
        }
    }

    /// <summary>Takes the figures of one event.</summary>
    public void Read(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } counts) return;
        _input = counts.Count("input_tokens") ?? _input;
        _output = counts.Count("output_tokens") ?? _output;
        _cacheRead = counts.Count("cache_read_input_tokens") ?? _cacheRead;
        _cacheWritten = counts.Count("cache_creation_input_tokens") ?? _cacheWritten;
        _thinking = counts.Member("output_tokens_details")?.Count("thinking_tokens") ?? _thinking;
    }
}
