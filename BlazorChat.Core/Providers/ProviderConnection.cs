using System.Text.Json.Serialization;

namespace BlazorChat.Core.Providers;

/// <summary>A provider configured for use.</summary>
/// <param name="Name">The first segment of its models' ids; no slash.</param>
/// <param name="Provider">The kind's name.</param>
/// <param name="BaseUrl">Where it is; null is the kind's own address.</param>
/// <param name="ApiKey">The key; null where none is needed. Never printed: <see cref="ToString"/> leaves it out.</param>
/// <param name="Models">The models to offer; empty asks the provider.</param>
public sealed record ProviderConnection(string Name, string Provider, Uri? BaseUrl, [property: JsonIgnore] string? ApiKey, IReadOnlyList<string> Models)
{
    /// <summary>The user whose connection it is; null is the server's. It decides which addresses it may reach.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Whether its key or headers are stored and this server's master key does not open them.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The limits on waiting for this connection.</summary>
    public ProviderTimeouts Timeouts { get; init; } = new();

    /// <summary>What is sent where neither a role nor a session says otherwise.</summary>
    public ModelParameters Defaults { get; init; } = ModelParameters.None;

    /// <summary>Headers to add to every request. Their values are secrets like the key.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The model ids to ask, in this order, when a model of this connection fails before it answers.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>How much its models read and write together, in tokens, where neither the provider nor a table tells; null is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>What is known here of single models, by their names: it wins over what the provider tells.</summary>
    public IReadOnlyDictionary<string, ModelInfo> ModelTable { get; init; } = new Dictionary<string, ModelInfo>();

    /// <summary>Every text in it that must be seen nowhere.</summary>
    internal IEnumerable<string> Secrets => [.. ApiKey is null ? [] : (string[])[ApiKey], .. Headers.Values, .. Headers.Values.Select(WithoutScheme)];

    /// <summary>Whether what it sends goes to the same place with the same secrets, so that what the other was told is true of it as well.</summary>
    internal bool SendsAs(ProviderConnection other) =>
        (OwnerId, Name, Provider, BaseUrl, ApiKey, IsUnreadable) == (other.OwnerId, other.Name, other.Provider, other.BaseUrl, other.ApiKey, other.IsUnreadable)
        && Headers.Count == other.Headers.Count && Headers.All(header => other.Headers.TryGetValue(header.Key, out var value) && value == header.Value);

    // Of "Bearer abc" a provider repeats the second half when it does not know it.
    private static string WithoutScheme(string value) => value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Provider})";
}

/// <summary>How long a call may take (R11).</summary>
public sealed record ProviderTimeouts
{
    /// <summary>To connect; default 10 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To the first delta; default 120 s.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Between two deltas; default 60 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>In all; default 30 min.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(30);
}
