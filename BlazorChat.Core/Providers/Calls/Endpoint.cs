namespace BlazorChat.Core.Providers.Calls;

/// <summary>What fails and recovers together: all connections of one owner to one address. Keys and models make no difference.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Address">Scheme, host, port and path; empty is the kind's own.</param>
/// <param name="OwnerId">The user whose it is; null is the server.</param>
internal readonly record struct Endpoint(string Kind, string Address, Guid? OwnerId)
{
    /// <summary>The endpoint of a connection.</summary>
    public static Endpoint Of(ProviderConnection connection) =>
        new(connection.Provider.ToLowerInvariant(), connection.BaseUrl?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? "", connection.OwnerId);
}
