namespace BlazorChat.Core.Providers.Calls;

/// <summary>How long to wait before a retry (R10).</summary>
/// <param name="random">From 0 to below 1. It spreads callers and guards nothing.</param>
internal sealed class RetryPauses(Func<double> random)
{
    /// <summary>How often a call is made again.</summary>
    public const int MaxRetries = 2;

    private static readonly TimeSpan Base = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(8);

    /// <summary>The longest wait that a provider may ask for and gets.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(60);

    /// <summary>The pause before a retry, from 1; null where there is to be none.</summary>
    public TimeSpan? Before(int retry, ProviderException failure)
    {
        if (retry > MaxRetries || !failure.IsTransient) return null;
        // What a provider asks for is the least; those who were told the same shall not come back in the same moment.
        if (failure.RetryAfter is { } asked) return asked <= LongestAsked ? asked + random() * Base : null;
        var longest = TimeSpan.FromTicks(Math.Min(Cap.Ticks, Base.Ticks << (retry - 1)));
        return random() * longest;
    }
}
