namespace BlazorChat.Core.Providers.Connections;

/// <summary>A connection as somebody wants it to be.</summary>
/// <param name="Name">1 to 64 characters without a slash; once for each owner, whatever the case.</param>
/// <param name="Provider">The kind.</param>
public sealed record ConnectionDraft(string Name, string Provider)
{
    /// <summary>Where it is; null or empty is the kind's own address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The key; null keeps the stored one, which is refused where scheme, host or port change; empty is none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The models to offer; empty asks the provider.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Headers to add to each request; a null value keeps the stored one.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    /// <summary>The model ids to ask when a model of this connection fails before it answers.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>What is sent where nothing else is said.</summary>
    public ModelParameters Defaults { get; init; } = ModelParameters.None;

    /// <summary>How much its models read and write together, in tokens, where neither the provider nor a table tells; null is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>To connect, in seconds; null is 10.</summary>
    public double? ConnectSeconds { get; init; }

    /// <summary>To the first delta, in seconds; null is 120.</summary>
    public double? FirstTokenSeconds { get; init; }

    /// <summary>Between two deltas, in seconds; null is 60.</summary>
    public double? IdleSeconds { get; init; }

    /// <summary>In all, in seconds; null is 1,800.</summary>
    public double? TotalSeconds { get; init; }

    /// <summary>Whether it is in use; default yes.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{Name} ({Provider})";
}
