using System.Globalization;

namespace BlazorChat.Core.Providers;

/// <summary>What is known of an HTTP answer that tells of a failure.</summary>
/// <param name="Status">The HTTP status; 200 for an error inside a stream.</param>
/// <param name="RequestId">The provider's own id of the call; null where it gave none.</param>
internal sealed record ProviderReply(int Status, string? RequestId)
{
    /// <summary>The beginning of the body.</summary>
    public string Body { get; init; } = "";

    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads <c>Retry-After</c>: seconds, with or without a fraction, or an HTTP date (RFC 9110, 10.2.3). Null where it is neither.</summary>
    public static TimeSpan? ReadRetryAfter(string? value, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (double.TryParse(value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) // Also "NaN" and "-Infinity".
            return seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds)) : null;
        if (!DateTimeOffset.TryParseExact(value.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
