namespace BlazorChat.Core.Providers.Connections;

/// <summary>What a test found.</summary>
/// <param name="Code">One of the codes of <see cref="ProviderException"/>; null where it works.</param>
public sealed record ConnectionTest(string? Code)
{
    /// <summary>Whether it works.</summary>
    public bool IsOk => Code is null;

    /// <summary>What more is known, as in <see cref="ProviderException.Reason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence in English; null where it works.</summary>
    public string? Message { get; init; }

    /// <summary>The provider's own words; null where there are none.</summary>
    public string? Detail { get; init; }

    /// <summary>How long the answer took.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The models that it offers.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];
}
