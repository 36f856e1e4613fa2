using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers.Models;

/// <summary>What a table says of the models with one name, or whose names begin alike.</summary>
/// <param name="Match">A model's name in small letters; with a <c>*</c> at its end all that begin so.</param>
/// <param name="Info">What is known.</param>
internal sealed record ModelRow(string Match, ModelInfo Info)
{
    private const decimal NanoDollars = 1_000_000_000m;
    private const decimal MaxPrice = 1_000_000m;
    private const int MaxTokens = 100_000_000;

    private string Beginning => Match.TrimEnd('*');

    private bool IsBeginning => Match.EndsWith('*');

    /// <summary>The row that fits best: the name itself, else the longest beginning. Null where none fits.</summary>
    public static ModelRow? Best(IEnumerable<ModelRow> rows, string name) => rows
        .Where(row => row.IsBeginning ? name.StartsWith(row.Beginning, StringComparison.OrdinalIgnoreCase) : name.Equals(row.Match, StringComparison.OrdinalIgnoreCase))
        .OrderBy(row => row.IsBeginning).ThenByDescending(row => row.Beginning.Length)
        .FirstOrDefault();

    /// <summary>Reads a row of the configuration. What is wrong is added to the errors, with its key and an example.</summary>
    public static ModelRow Read(IConfigurationSection section, List<string> errors)
    {
        var match = section["match"]?.Trim() ?? "";
        if (match.TrimEnd('*').Length == 0 || match.IndexOf('*') is >= 0 and var star && star != match.Length - 1)
            errors.Add($"{section.Path}:match: \"{match}\" is no model's name, with or without one * at its end. Example: \"gpt-5*\"");
        return new ModelRow(match.ToLowerInvariant(), new ModelInfo(match)
        {
            ContextWindow = Tokens(section, "context_window", errors),
            MaxOutputTokens = Tokens(section, "max_output", errors),
            HasVision = YesOrNo(section, "vision", errors),
            HasTools = YesOrNo(section, "tools", errors),
            HasReasoning = YesOrNo(section, "reasoning", errors),
            Price = PriceOf(section.GetSection("price"), errors),
        });
    }

    private static int? Tokens(IConfigurationSection section, string key, List<string> errors)
    {
        if (section[key] is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens is > 0 and <= MaxTokens) return tokens;
        errors.Add($"{section.Path}:{key}: \"{text}\" is no number of tokens from 1 to {MaxTokens}. Example: 128000");
        return null;
    }

    private static bool? YesOrNo(IConfigurationSection section, string key, List<string> errors)
    {
        if (section[key] is not { Length: > 0 } text) return null;
        if (bool.TryParse(text, out var value)) return value;
        errors.Add($"{section.Path}:{key}: \"{text}\" is neither true nor false. Example: true");
        return null;
    }

    private static ModelPrice? PriceOf(IConfigurationSection section, List<string> errors)
    {
        if (!section.GetChildren().Any()) return null;
        var (input, cached, output) = (Dollars(section, "input", errors), Dollars(section, "cached", errors), Dollars(section, "output", errors));
        if (input is not null && output is not null) return new ModelPrice(input.Value, output.Value, cached);
        if (section["input"] is null || section["output"] is null)
            errors.Add($"{section.Path} needs both input and output, in dollars a million tokens. Example: {{ \"input\": 1.25, \"output\": 10 }}");
        return null;
    }

    /// <summary>Decimal from the text on: 0.1 dollars are exactly 100,000,000 nano-dollars.</summary>
    private static long? Dollars(IConfigurationSection section, string key, List<string> errors)
    {
        if (section[key] is not { Length: > 0 } text) return null;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var isPrice = decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= MaxPrice;
        if (isPrice && decimal.IsInteger(dollars * NanoDollars)) return (long)(dollars * NanoDollars);
        errors.Add($"{section.Path}:{key}: \"{text}\" is no price in dollars a million tokens, from 0 to {MaxPrice} with up to nine decimals. Example: 1.25");
        return null;
    }
}
