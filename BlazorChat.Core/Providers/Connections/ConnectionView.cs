namespace BlazorChat.Core.Providers.Connections;

/// <summary>A connection as it may be shown: no secret is in it.</summary>
/// <param name="Id">The stored connection's id; null for one of the configuration, a found one and the built-in one, which are read-only here.</param>
/// <param name="Name">Its name.</param>
/// <param name="Provider">Its kind.</param>
public sealed record ConnectionView(Guid? Id, string Name, string Provider)
{
    /// <summary>Where it comes from; only a stored one can be changed here.</summary>
    public ConnectionSource Source { get; init; }

    /// <summary>Where it is; null is the kind's own address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The key's last four characters; null where there is no key.</summary>
    public string? KeyHint { get; init; }

    /// <summary>Whether a key or headers are stored that this server's master key does not open.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether another connection of that name comes first, so that this one is not used.</summary>
    public bool IsShadowed { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The models that it is restricted to; empty is those that the provider has.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The names of its headers.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    /// <summary>The model ids to ask next.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>What is sent where nothing else is said.</summary>
    public ModelParameters Defaults { get; init; } = ModelParameters.None;

    /// <summary>The window of its models where nobody tells, in tokens; null is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>To connect, in seconds; null is the default.</summary>
    public double? ConnectSeconds { get; init; }

    /// <summary>To the first delta, in seconds; null is the default.</summary>
    public double? FirstTokenSeconds { get; init; }

    /// <summary>Between two deltas, in seconds; null is the default.</summary>
    public double? IdleSeconds { get; init; }

    /// <summary>In all, in seconds; null is the default.</summary>
    public double? TotalSeconds { get; init; }

    /// <summary>How it was found when it was last asked; null where it has not been yet.</summary>
    public ConnectionState? State { get; init; }
}
