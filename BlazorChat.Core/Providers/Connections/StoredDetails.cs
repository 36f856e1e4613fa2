namespace BlazorChat.Core.Providers.Connections;

/// <summary>What a stored connection has beside its address and its secrets; kept as JSON.</summary>
internal sealed record StoredDetails
{
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The names of its headers; the values are sealed with the key.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    public ModelParameters Defaults { get; init; } = ModelParameters.None;

    public int? ContextWindow { get; init; }

    public double? ConnectSeconds { get; init; }

    public double? FirstTokenSeconds { get; init; }

    public double? IdleSeconds { get; init; }

    public double? TotalSeconds { get; init; }
}
