namespace BlazorChat.Core.Providers;

/// <summary>A provider configured for use.</summary>
/// <param name="Name">The first segment of its models' ids; no slash.</param>
/// <param name="Provider">The kind's name.</param>
/// <param name="BaseUrl">Where it is; null where the kind needs none.</param>
/// <param name="ApiKey">The key; null where none is needed. Never printed: <see cref="ToString"/> leaves it out.</param>
/// <param name="Models">The models to offer; empty asks the provider.</param>
public sealed record ProviderConnection(string Name, string Provider, Uri? BaseUrl, string? ApiKey, IReadOnlyList<string> Models)
{
    /// <summary>The limits on waiting for this connection.</summary>
    public ProviderTimeouts Timeouts { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Provider})";
}

/// <summary>How long a call may take (R11).</summary>
public sealed record ProviderTimeouts
{
    /// <summary>To the first delta; default 120 s.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Between two deltas; default 60 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>In all; default 30 min.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(30);
}
