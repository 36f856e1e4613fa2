using System.Globalization;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>One thing that is known of a message.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its value in words.</param>
/// <param name="IsFigure">Whether it is a number.</param>
internal sealed record MessageFact(string Name, string Value, bool IsFigure = false);

/// <summary>What is known of how a message was made.</summary>
internal static class MessageFacts
{
    private const decimal NanoDollars = 1_000_000_000m;

    /// <summary>The most telling of it in one line; empty where nothing is known.</summary>
    public static string Of(MessageView message, IStringLocalizer<Texts> texts)
    {
        if (message.Metrics is not { } metrics) return "";
        var facts = new List<string>(3);
        if (metrics.CompletionTokens > 0) facts.Add(texts[metrics.IsEstimated ? "FactTokensEstimated" : "FactTokens", metrics.CompletionTokens]);
        if (metrics.TokensPerSecond is { } rate) facts.Add(texts[metrics.IsEstimated ? "FactRateEstimated" : "FactRate", rate]);
        if (metrics.TimeToFirstToken is { } first) facts.Add(texts["FactFirst", first.TotalSeconds]);
        return string.Join(" · ", facts);
    }

    /// <summary>All of it, in the order in which it is read.</summary>
    public static IReadOnlyList<MessageFact> AllOf(MessageView message, Func<string, string> nameOf, TimeZoneInfo zone, IStringLocalizer<Texts> texts)
    {
        List<MessageFact> facts = [new(texts["DetailsTime"], TimeZoneInfo.ConvertTime(message.CreatedAt, zone).ToString("F", CultureInfo.CurrentCulture))];
        if (message.ModelId is { } model)
        {
            facts.Add(new(texts["DetailsModel"], WithId(model, nameOf)));
            if (message.RequestedModelId is { } asked && asked != model) facts.Add(new(texts["DetailsAsked"], WithId(asked, nameOf)));
            if (ModelWords.ConnectionOf(model) is { } connection) facts.Add(new(texts["DetailsConnection"], connection));
        }

        if (message.Metrics is { } metrics) AddFigures(facts, metrics, texts);
        if (message.FinishReason is { } reason) facts.Add(new(texts["DetailsFinish"], reason));
        if (message.OmittedMessages > 0) facts.Add(Figure(texts["DetailsOmitted"], message.OmittedMessages.ToString("N0", CultureInfo.CurrentCulture)));
        if (message.Siblings is { } place) facts.Add(Figure(texts["DetailsVersion"], texts["VersionOf", place.Position, place.Count]));
        return facts;
    }

    /// <summary>As exactly as it says something: <c>$12.40</c>, <c>$0.041</c>, <c>$0.0041</c>, <c>&lt;$0.0001</c>.</summary>
    public static string Cost(long nanoDollars)
    {
        var dollars = nanoDollars / NanoDollars;
        if (dollars is > 0 and < 0.0001m) return "<$" + 0.0001m.ToString("0.0000", CultureInfo.CurrentCulture);
        var format = dollars switch { 0 => "0", >= 1 => "N2", >= 0.1m => "0.00#", >= 0.01m => "0.000", _ => "0.0000" };
        return "$" + dollars.ToString(format, CultureInfo.CurrentCulture);
    }

    private static void AddFigures(List<MessageFact> facts, MessageMetrics metrics, IStringLocalizer<Texts> texts)
    {
        var about = metrics.IsEstimated ? "~" : "";
        facts.Add(Figure(texts["DetailsTokensIn"], about + Number(metrics.PromptTokens)));
        if (metrics.CachedTokens > 0) facts.Add(Figure(texts["DetailsTokensCached"], about + Number(metrics.CachedTokens)));
        facts.Add(Figure(texts["DetailsTokensOut"], about + Number(metrics.CompletionTokens)));
        if (metrics.ReasoningTokens > 0) facts.Add(Figure(texts["DetailsTokensReasoning"], about + Number(metrics.ReasoningTokens)));
        if (metrics.TimeToFirstToken is { } first) facts.Add(Figure(texts["DetailsFirst"], Time(first, texts)));
        if (metrics.TokensPerSecond is { } rate) facts.Add(Figure(texts["DetailsRate"], about + rate.ToString("0.#", CultureInfo.CurrentCulture)));
        if (metrics.Duration is { } duration) facts.Add(Figure(texts["DetailsDuration"], Time(duration, texts)));
        if (metrics.CostNanoDollars is { } cost) facts.Add(Figure(texts["DetailsCost"], about + Cost(cost)));
    }

    private static MessageFact Figure(string name, string value) => new(name, value, IsFigure: true);

    private static string WithId(string modelId, Func<string, string> nameOf) =>
        nameOf(modelId) is var name && name != ModelWords.NameOf(modelId) ? $"{name} ({ModelWords.NameOf(modelId)})" : name;

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Time(TimeSpan time, IStringLocalizer<Texts> texts) =>
        time.TotalSeconds < 60 ? texts["Seconds", time.TotalSeconds] : texts["MinutesSeconds", (int)time.TotalMinutes, time.Seconds];
}
