using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>What one model of a connection costs, as it stands in the configuration: dollars a million tokens.</summary>
internal sealed class PriceSettings
{
    private const decimal NanoDollars = 1_000_000_000m;
    private const decimal MaxDollars = 1_000_000m;

    [ConfigurationKeyName("model")]
    public string? Model { get; set; }

    [ConfigurationKeyName("input")]
    public string? Input { get; set; }

    [ConfigurationKeyName("cached")]
    public string? Cached { get; set; }

    [ConfigurationKeyName("output")]
    public string? Output { get; set; }

    /// <summary>Whether all of it can be read.</summary>
    public bool IsValid => !string.IsNullOrWhiteSpace(Model) && Dollars(Input) is not null && Dollars(Output) is not null && (string.IsNullOrWhiteSpace(Cached) || Dollars(Cached) is not null);

    /// <summary>The price, of settings that are valid.</summary>
    public ModelPrice Read() => new(Dollars(Input) ?? 0, Dollars(Output) ?? 0, Dollars(Cached));

    private static long? Dollars(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= MaxDollars ? (long)(dollars * NanoDollars) : null;
}
