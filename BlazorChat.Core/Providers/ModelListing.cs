namespace BlazorChat.Core.Providers;

/// <summary>What one connection answered when it was last asked for its models.</summary>
/// <param name="Connection">The connection as it was then.</param>
/// <param name="Models">The models that it told of last, whether or not it answered this time.</param>
/// <param name="CheckedAt">When it was asked.</param>
internal sealed record ModelListing(ProviderConnection Connection, IReadOnlyList<ModelInfo> Models, DateTimeOffset CheckedAt)
{
    private readonly Dictionary<string, ModelInfo> _byName = Models.DistinctBy(model => model.Name).ToDictionary(model => model.Name, StringComparer.Ordinal);

    public ProviderException? Error { get; init; }

    public TimeSpan? Latency { get; init; }

    /// <summary>Whether it is about this connection, and not about another one of that name before it.</summary>
    public bool IsOf(ProviderConnection other) => Connection.SendsAs(other);

    /// <summary>What it told of a model; null where it does not have it.</summary>
    public ModelInfo? Find(string model) => _byName.GetValueOrDefault(model);

    public ConnectionState ToState(int models) => new(Connection.Name, Error?.Message, CheckedAt)
    {
        ErrorCode = Error?.Code, ErrorReason = Error?.Reason, Latency = Latency, Models = models,
    };
}
