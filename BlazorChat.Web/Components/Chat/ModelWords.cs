using System.Globalization;
using BlazorChat.Core.Providers;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What is known of models and connections, in words.</summary>
internal static class ModelWords
{
    private const decimal NanoDollars = 1_000_000_000m;

    /// <summary>The name for people.</summary>
    public static string NameOf(ModelChoice model) => model.Info.DisplayName ?? model.Name;

    /// <summary>The model's own name out of its id: what comes behind its connection's.</summary>
    public static string NameOf(string modelId) => modelId[(modelId.IndexOf('/') + 1)..];

    /// <summary>The connection's name out of a model's id; null where it names none.</summary>
    public static string? ConnectionOf(string? modelId) => modelId?.IndexOf('/') is > 0 and var slash ? modelId[..slash] : null;

    /// <summary>A number of tokens: <c>200k</c>, <c>1M</c>, <c>1.5M</c>.</summary>
    public static string Tokens(int tokens) => tokens switch
    {
        >= 999_500 => (tokens / 1_000_000m).ToString("0.#", CultureInfo.CurrentCulture) + "M",
        >= 1_000 => (tokens / 1_000m).ToString("0", CultureInfo.CurrentCulture) + "k",
        _ => tokens.ToString(CultureInfo.CurrentCulture),
    };

    /// <summary>A price for a million tokens each way: <c>$3 / $15</c>.</summary>
    public static string Price(ModelPrice price, IStringLocalizer<Texts> texts) =>
        price is { Prompt: 0, Completion: 0 } ? texts["PriceFree"] : $"{Dollars(price.Prompt)} / {Dollars(price.Completion)}";

    /// <summary>What a model can do, for who does not see its marks; empty where nothing is known.</summary>
    public static string AbilitiesOf(ModelInfo info, IStringLocalizer<Texts> texts)
    {
        List<string> abilities = [];
        if (info.HasVision is true) abilities.Add(texts["AbilityVision"]);
        if (info.HasTools is true) abilities.Add(texts["AbilityTools"]);
        if (info.HasReasoning is true) abilities.Add(texts["AbilityReasoning"]);
        return string.Join(", ", abilities);
    }

    /// <summary>What is searched.</summary>
    public static string ToFind(ModelChoice model) => $"{model.Id} {model.Info.DisplayName}".ToLowerInvariant();

    /// <summary>A connection's state in a word or two.</summary>
    public static string StateOf(ConnectionState? state, IStringLocalizer<Texts> texts) => state switch
    {
        { Error: not null, ErrorCode: ProviderException.Unreachable or ProviderException.TimedOut } => texts["StateUnreachable"],
        { Error: not null, ErrorCode: ProviderException.KeyRejected or ProviderException.KeyUnreadable } => texts["StateKey"],
        { Error: not null } => texts["StateTrouble"],
        { CheckedAt: not null } => texts["StateOk"],
        _ => texts["StateUnknown"],
    };

    /// <summary>What is wrong with a connection, as a sentence; null where nothing is.</summary>
    public static string? ProblemOf(ConnectionState? state, IStringLocalizer<Texts> texts) =>
        state?.Error is { } error ? ErrorTexts.For(texts, state.ErrorCode ?? "", error, state.Name, state.ErrorReason) : null;

    /// <summary>Whole dollars, else cents, else as exactly as it must be: <c>$3</c>, <c>$0.30</c>, <c>$0.075</c>.</summary>
    private static string Dollars(long nano)
    {
        var dollars = nano / NanoDollars;
        var format = dollars == decimal.Truncate(dollars) ? "0" : "0.00##";
        return "$" + dollars.ToString(format, CultureInfo.CurrentCulture);
    }
}
