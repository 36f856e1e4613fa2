using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers;

/// <summary>How a model is to answer. What is null is left to the next level of defaults, and in the end to the provider.</summary>
public sealed record ModelParameters
{
    /// <summary>Nothing is set.</summary>
    public static ModelParameters None { get; } = new();

    /// <summary>From 0 to 2: how freely it chooses its words.</summary>
    public float? Temperature { get; init; }

    /// <summary>Above 0, to 1: the share of the likeliest words it chooses among.</summary>
    public float? TopP { get; init; }

    /// <summary>The longest answer, in tokens, from 1.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts at which it stops, at most 16.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Asks for the same answer to the same question, where the provider can.</summary>
    public long? Seed { get; init; }

    /// <summary>From -2 to 2.</summary>
    public float? FrequencyPenalty { get; init; }

    /// <summary>From -2 to 2.</summary>
    public float? PresencePenalty { get; init; }

    /// <summary>One of <see cref="ReasoningEfforts"/>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Put in front of the conversation.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>
    /// Fields to add to the request's body, as they are. They win over the fields above, and never over the model, the messages and whether
    /// it streams.
    /// </summary>
    public JsonElement? ExtraBody { get; init; }

    /// <summary>The words for <see cref="ReasoningEffort"/>, from least to most.</summary>
    public static IReadOnlyList<string> ReasoningEfforts { get; } = ["none", "low", "medium", "high", "max"];

    /// <summary>This, with what it leaves open taken from the defaults.</summary>
    public ModelParameters Or(ModelParameters? defaults) => defaults is null ? this : new ModelParameters
    {
        Temperature = Temperature ?? defaults.Temperature,
        TopP = TopP ?? defaults.TopP,
        MaxTokens = MaxTokens ?? defaults.MaxTokens,
        Stop = Stop ?? defaults.Stop,
        Seed = Seed ?? defaults.Seed,
        FrequencyPenalty = FrequencyPenalty ?? defaults.FrequencyPenalty,
        PresencePenalty = PresencePenalty ?? defaults.PresencePenalty,
        ReasoningEffort = ReasoningEffort ?? defaults.ReasoningEffort,
        SystemPrompt = SystemPrompt ?? defaults.SystemPrompt,
        ExtraBody = ExtraBody ?? defaults.ExtraBody,
    };

    /// <summary>In the words that clients understand; only what is set and what <paramref name="known"/> names.</summary>
    public ChatOptions ToOptions(ParameterNames known)
    {
        var options = new ChatOptions
        {
            Temperature = known.HasFlag(ParameterNames.Temperature) ? Temperature : null,
            TopP = known.HasFlag(ParameterNames.TopP) ? TopP : null,
            MaxOutputTokens = known.HasFlag(ParameterNames.MaxTokens) ? MaxTokens : null,
            StopSequences = known.HasFlag(ParameterNames.Stop) && Stop is { Count: > 0 } ? [.. Stop] : null,
            Seed = known.HasFlag(ParameterNames.Seed) ? Seed : null,
            FrequencyPenalty = known.HasFlag(ParameterNames.FrequencyPenalty) ? FrequencyPenalty : null,
            PresencePenalty = known.HasFlag(ParameterNames.PresencePenalty) ? PresencePenalty : null,
            Instructions = string.IsNullOrWhiteSpace(SystemPrompt) ? null : SystemPrompt,
        };
        if (known.HasFlag(ParameterNames.ReasoningEffort) && EffortOf(ReasoningEffort) is { } effort) options.Reasoning = new ReasoningOptions { Effort = effort };
        if (ExtraBody is { ValueKind: JsonValueKind.Object } extra) options.AdditionalProperties = new AdditionalPropertiesDictionary { [ContentKeys.ExtraBody] = extra };
        return options;
    }

    private static ReasoningEffort? EffortOf(string? word) => word switch
    {
        "none" => Microsoft.Extensions.AI.ReasoningEffort.None,
        "low" => Microsoft.Extensions.AI.ReasoningEffort.Low,
        "medium" => Microsoft.Extensions.AI.ReasoningEffort.Medium,
        "high" => Microsoft.Extensions.AI.ReasoningEffort.High,
        "max" => Microsoft.Extensions.AI.ReasoningEffort.ExtraHigh,
        _ => null,
    };
}

/// <summary>Which parameters a kind of provider knows; the others are not sent to it.</summary>
[Flags]
public enum ParameterNames
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The temperature.</summary>
    Temperature = 1,

    /// <summary>top_p.</summary>
    TopP = 2,

    /// <summary>The longest answer.</summary>
    MaxTokens = 4,

    /// <summary>Stop sequences.</summary>
    Stop = 8,

    /// <summary>The seed.</summary>
    Seed = 16,

    /// <summary>The frequency penalty.</summary>
    FrequencyPenalty = 32,

    /// <summary>The presence penalty.</summary>
    PresencePenalty = 64,

    /// <summary>The reasoning effort.</summary>
    ReasoningEffort = 128,

    /// <summary>All of them.</summary>
    All = 255,
}
