namespace BlazorChat.Core.Providers;

/// <summary>A model that can be chosen.</summary>
/// <param name="Id"><c>connection/model</c>.</param>
/// <param name="Name">The model's own name.</param>
/// <param name="Connection">The connection's name.</param>
public sealed record ModelChoice(string Id, string Name, string Connection)
{
    /// <summary>What is known of it.</summary>
    public ModelInfo Info { get; init; } = new(Name);

    /// <summary>Whether its connection is the user's own.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>A model and the connection that answers for it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Model">The model's own name, as the provider knows it.</param>
public sealed record ResolvedModel(ProviderConnection Connection, string Model)
{
    /// <summary><c>connection/model</c>.</summary>
    public string Id => $"{Connection.Name}/{Model}";
}
