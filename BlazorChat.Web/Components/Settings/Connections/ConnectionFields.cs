using System.Globalization;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>Turns a stored connection into the texts of a form's fields, each under the name that errors have for it.</summary>
internal static class ConnectionFields
{
    /// <summary>The fields of the parameters, and which parameter each is.</summary>
    public static IReadOnlyList<(string Field, ParameterNames Name)> Parameters { get; } =
    [
        ("temperature", ParameterNames.Temperature), ("top_p", ParameterNames.TopP), ("max_tokens", ParameterNames.MaxTokens), ("seed", ParameterNames.Seed),
        ("frequency_penalty", ParameterNames.FrequencyPenalty), ("presence_penalty", ParameterNames.PresencePenalty), ("reasoning_effort", ParameterNames.ReasoningEffort), ("stop", ParameterNames.Stop),
    ];

    /// <summary>What the fields hold at first.</summary>
    public static Dictionary<string, string> Of(ConnectionView view) => new(StringComparer.Ordinal)
    {
        ["provider"] = view.Provider,
        ["name"] = view.Name,
        ["base_url"] = view.BaseUrl ?? "",
        ["models"] = Lines(view.Models),
        ["fallbacks"] = Lines(view.Fallbacks),
        ["headers"] = Lines([.. view.HeaderNames.Select(name => $"{name}: {HeaderMask}")]),
        ["context_window"] = Text(view.ContextWindow),
        ["connect_timeout"] = Text(view.ConnectSeconds),
        ["first_token_timeout"] = Text(view.FirstTokenSeconds),
        ["idle_timeout"] = Text(view.IdleSeconds),
        ["total_timeout"] = Text(view.TotalSeconds),
        ["temperature"] = Text(view.Defaults.Temperature),
        ["top_p"] = Text(view.Defaults.TopP),
        ["max_tokens"] = Text(view.Defaults.MaxTokens),
        ["seed"] = Text(view.Defaults.Seed),
        ["frequency_penalty"] = Text(view.Defaults.FrequencyPenalty),
        ["presence_penalty"] = Text(view.Defaults.PresencePenalty),
        ["reasoning_effort"] = view.Defaults.ReasoningEffort ?? "",
        ["stop"] = Lines(view.Defaults.Stop ?? []),
        ["system_prompt"] = view.Defaults.SystemPrompt ?? "",
        ["extra_body"] = view.Defaults.ExtraBody is { } extra ? extra.GetRawText() : "",
    };

    /// <summary>What stands for a stored header's value; left as it is, the value stays.</summary>
    public const string HeaderMask = "••••••••";

    /// <summary>A name that none of these has: the kind's word, with a number where it is taken.</summary>
    public static string FreeName(string kind, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, names.Count + 1).Select(number => number == 1 ? kind : $"{kind}-{number}").First(name => !names.Contains(name));
    }

    private static string Lines(IReadOnlyList<string> values) => string.Join('\n', values);

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
