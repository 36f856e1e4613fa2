using System.Globalization;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers;

/// <summary>Says what is wrong with a configured connection's headers, parameters, fallbacks and prices: by the rules of the connections that people make.</summary>
internal static class ConfiguredDetails
{
    public static IEnumerable<string> Errors(ConnectionSettings connection)
    {
        foreach (var name in connection.Parameters.Unreadable())
        {
            var what = name == "extra_body" ? "is no JSON object in quotation marks. Example: \"{ \\\"top_k\\\": 40 }\"" : "is no number. Example: 0.7";
            yield return $"{connection.KeyOf("parameters")}:{name} {what}";
        }

        foreach (var error in ConnectionRules.ParameterErrors(connection.Parameters.Read()).OfType<FieldError>()) yield return $"{connection.KeyOf("parameters")}:{error.Field}: {error.Message}";
        foreach (var error in ConnectionRules.HeaderErrors(connection.Headers)) yield return $"{connection.KeyOf("headers")}: {error.Message}";
        var isWindow = int.TryParse(connection.ContextWindow, NumberStyles.None, CultureInfo.InvariantCulture, out var window) && window is >= ConnectionRules.MinWindow and <= ConnectionRules.MaxWindow;
        if (!string.IsNullOrWhiteSpace(connection.ContextWindow) && !isWindow) yield return $"{connection.KeyOf("context_window")} is no number of tokens from 512 to 100000000. Example: 32768";
        if (connection.Fallbacks.Exists(id => id.Length > 400)) yield return $"{connection.KeyOf("fallbacks")} holds what is no model's id. Example: [ \"openai/gpt-5\" ]";
        var prices = connection.Prices;
        if (!prices.TrueForAll(price => price.IsValid)) yield return $"{connection.KeyOf("prices")}: each has a model, and input and output in dollars a million tokens. Example: {{ \"model\": \"gpt-5\", \"input\": 1.25, \"cached\": 0.125, \"output\": 10 }}";
        if (prices.DistinctBy(price => price.Model, StringComparer.Ordinal).Count() != prices.Count) yield return $"{connection.KeyOf("prices")} has a model twice.";
    }
}
