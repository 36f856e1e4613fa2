namespace BlazorChat.Core.Providers;

/// <summary>How a connection was found when it was last asked for its models.</summary>
/// <param name="Name">The connection's name.</param>
/// <param name="Error">What went wrong, for people; null where nothing did.</param>
/// <param name="CheckedAt">When it was asked; null where it has not been yet.</param>
public sealed record ConnectionState(string Name, string? Error, DateTimeOffset? CheckedAt)
{
    /// <summary>One of the codes of <see cref="ProviderException"/>; null where nothing went wrong.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What more is known of the error, as in <see cref="ProviderException.Reason"/>.</summary>
    public string? ErrorReason { get; init; }

    /// <summary>How long the last answer took; null where none came.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How many models it offers.</summary>
    public int Models { get; init; }
}
