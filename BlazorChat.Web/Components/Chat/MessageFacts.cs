using BlazorChat.Core.Sessions;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Chat;

/// <summary>What is known of how an answer was made, in one line.</summary>
internal static class MessageFacts
{
    /// <summary>The line; empty where nothing is known.</summary>
    public static string Of(MessageView message, IStringLocalizer<Texts> texts)
    {
        if (message.Metrics is not { } metrics) return "";
        var facts = new List<string>(3);
        if (metrics.CompletionTokens > 0) facts.Add(texts[metrics.IsEstimated ? "FactTokensEstimated" : "FactTokens", metrics.CompletionTokens]);
        if (metrics.TokensPerSecond is { } rate) facts.Add(texts[metrics.IsEstimated ? "FactRateEstimated" : "FactRate", rate]);
        if (metrics.TimeToFirstToken is { } first) facts.Add(texts["FactFirst", first.TotalSeconds]);
        return string.Join(" · ", facts);
    }
}
