using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.Anthropic;

/// <summary>How much a model is to think (https://platform.claude.com/docs/en/build-with-claude/thinking), and the answer's limit, towards which thinking counts.</summary>
/// <param name="Type">The form: <c>adaptive</c>, <c>enabled</c> with a budget, <c>disabled</c>; null to say nothing.</param>
/// <param name="MaxTokens">The longest answer, thinking included.</param>
internal readonly record struct Thinking(string? Type, int MaxTokens)
{
    /// <summary>The least budget that the API takes.</summary>
    private const int MinBudget = 1024;

    private string? Effort { get; init; }

    private int Budget { get; init; }

    /// <summary>Whether the model thinks.</summary>
    public bool IsOn => Type is "adaptive" or "enabled";

    /// <summary>What a model takes of what was asked for.</summary>
    public static Thinking For(ClaudeModel claude, ChatOptions? options)
    {
        var effort = options?.Reasoning?.Effort;
        var maxTokens = options?.MaxOutputTokens ?? claude.DefaultMaxTokens;
        if (claude.IsAdaptive) return Adaptive(claude, effort, maxTokens);
        // With a budget the API refuses to have a tool forced.
        if (effort is null || !claude.CanThink || options?.ToolMode is RequiredChatToolMode) return new Thinking(null, maxTokens);
        // A Claude of this age does not think unless told to; what others do is unknown.
        if (effort == ReasoningEffort.None) return new Thinking(claude.Version is null ? "disabled" : null, maxTokens);
        return WithBudget(effort.Value, options!.MaxOutputTokens, maxTokens);
    }

    /// <summary>Writes the fields.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (Type is null) return;
        json.WriteStartObject("thinking");
        json.WriteString("type", Type);
        if (Type == "enabled") json.WriteNumber("budget_tokens", Budget);
        // Newer models leave the words out unless asked for them: minutes without a sign of life.
        if (Type == "adaptive") json.WriteString("display", "summarized");
        json.WriteEndObject();
        if (Effort is null) return;
        json.WriteStartObject("output_config");
        json.WriteString("effort", Effort);
        json.WriteEndObject();
    }

    /// <summary>
    /// Not every one of the models that think unless told otherwise lets itself be told, and those that do want it in different words: the
    /// lowest effort is what all of them take.
    /// </summary>
    private static Thinking Adaptive(ClaudeModel claude, ReasoningEffort? effort, int maxTokens)
    {
        if ((effort is null or ReasoningEffort.None) && !claude.ThinksByDefault) return new Thinking(null, maxTokens);
        return new Thinking("adaptive", maxTokens)
        {
            Effort = effort switch
            {
                ReasoningEffort.None or ReasoningEffort.Low => "low",
                ReasoningEffort.Medium => "medium",
                ReasoningEffort.High => "high",
                ReasoningEffort.ExtraHigh => "max",
                _ => null,
            },
        };
    }

    /// <summary>A limit that was set holds, and leaves the answer at least as much as the thinking; a limit of ours makes room for both.</summary>
    private static Thinking WithBudget(ReasoningEffort effort, int? limit, int defaultLimit)
    {
        var wanted = effort switch
        {
            ReasoningEffort.Low => 2048,
            ReasoningEffort.Medium => 8192,
            ReasoningEffort.High => 16_384,
            _ => 24_576,
        };
        if (limit is null) return new Thinking("enabled", Math.Max(defaultLimit, wanted + 4096)) { Budget = wanted };
        var budget = Math.Min(wanted, limit.Value / 2);
        return budget < MinBudget ? new Thinking(null, limit.Value) : new Thinking("enabled", limit.Value) { Budget = budget };
    }
}
