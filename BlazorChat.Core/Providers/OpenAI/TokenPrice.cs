using System.Globalization;
using System.Text.Json;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>Turns dollars a token, as text or as a number, into nano-dollars a million tokens, without the rounding of binary fractions.</summary>
internal static class TokenPrice
{
    /// <summary>A million tokens, a billion nano-dollars.</summary>
    private const decimal Scale = 1e15m;

    /// <summary>The price; null where prompt or completion has none that makes sense.</summary>
    public static ModelPrice? Read(JsonElement? prompt, JsonElement? completion, JsonElement? cachedPrompt) =>
        PerMillion(prompt) is { } sent && PerMillion(completion) is { } received ? new ModelPrice(sent, received, PerMillion(cachedPrompt)) : null;

    private static long? PerMillion(JsonElement? dollars)
    {
        if (dollars is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } value) return null;
        if (!decimal.TryParse(value.TextOrJson(), NumberStyles.Float, CultureInfo.InvariantCulture, out var price)) return null;
        // A negative price means that it depends on where the call goes.
        return price is >= 0 and < 1000 ? (long)Math.Round(price * Scale) : null;
    }
}
