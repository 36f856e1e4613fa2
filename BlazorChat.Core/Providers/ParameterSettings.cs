using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>A connection's parameters as they stand in the configuration: text, so that all that is wrong can be named at once.</summary>
internal sealed class ParameterSettings
{
    [ConfigurationKeyName("temperature")]
    public string? Temperature { get; set; }

    [ConfigurationKeyName("top_p")]
    public string? TopP { get; set; }

    [ConfigurationKeyName("max_tokens")]
    public string? MaxTokens { get; set; }

    [ConfigurationKeyName("stop")]
    public List<string> Stop { get; set; } = [];

    [ConfigurationKeyName("seed")]
    public string? Seed { get; set; }

    [ConfigurationKeyName("frequency_penalty")]
    public string? FrequencyPenalty { get; set; }

    [ConfigurationKeyName("presence_penalty")]
    public string? PresencePenalty { get; set; }

    [ConfigurationKeyName("reasoning_effort")]
    public string? ReasoningEffort { get; set; }

    [ConfigurationKeyName("system_prompt")]
    public string? SystemPrompt { get; set; }

    /// <summary>A JSON object, as text.</summary>
    [ConfigurationKeyName("extra_body")]
    public string? ExtraBody { get; set; }

    /// <summary>The names of the settings that cannot be read as what they are.</summary>
    public IEnumerable<string> Unreadable()
    {
        (string Name, string? Text, bool IsRead)[] settings =
        [
            ("temperature", Temperature, Float(Temperature) is not null), ("top_p", TopP, Float(TopP) is not null), ("max_tokens", MaxTokens, Whole(MaxTokens) is not null),
            ("seed", Seed, Whole(Seed) is not null), ("frequency_penalty", FrequencyPenalty, Float(FrequencyPenalty) is not null),
            ("presence_penalty", PresencePenalty, Float(PresencePenalty) is not null), ("extra_body", ExtraBody, Json(ExtraBody) is not null),
        ];
        return settings.Where(setting => !string.IsNullOrWhiteSpace(setting.Text) && !setting.IsRead).Select(setting => setting.Name);
    }

    /// <summary>What can be read of it.</summary>
    public ModelParameters Read() => new()
    {
        Temperature = Float(Temperature),
        TopP = Float(TopP),
        MaxTokens = Whole(MaxTokens) is { } max ? (int)Math.Clamp(max, int.MinValue, int.MaxValue) : null,
        Stop = Stop.Count > 0 ? Stop : null,
        Seed = Whole(Seed),
        FrequencyPenalty = Float(FrequencyPenalty),
        PresencePenalty = Float(PresencePenalty),
        ReasoningEffort = string.IsNullOrWhiteSpace(ReasoningEffort) ? null : ReasoningEffort.Trim().ToLowerInvariant(),
        SystemPrompt = string.IsNullOrWhiteSpace(SystemPrompt) ? null : SystemPrompt,
        ExtraBody = Json(ExtraBody),
    };

    private static float? Float(string? text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;

    private static long? Whole(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonElement? Json(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
