namespace BlazorChat.Core.Providers.Connections;

/// <summary>The kinds of provider that a connection can be made of, for a form. Immutable.</summary>
public sealed class ConnectionKinds
{
    private readonly ProviderKinds _kinds;

    internal ConnectionKinds(ProviderKinds kinds)
    {
        _kinds = kinds;
        All = [.. kinds.All.Where(kind => kind.CanBeConfigured).Select(kind => new ConnectionKind(kind.Name, kind.DisplayName, kind.DefaultBaseUrl?.ToString(), kind.NeedsKey, kind.Parameters))];
    }

    /// <summary>All of them, in the order of what people call them.</summary>
    public IReadOnlyList<ConnectionKind> All { get; }

    /// <summary>The kind of that name; null where there is none.</summary>
    public ConnectionKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What people call a kind, also one that cannot be configured; its word where nobody knows it any more.</summary>
    public string DisplayNameOf(string name) => _kinds.Find(name)?.DisplayName ?? name;

    /// <summary>Where a connection is: its own address, or its kind's; null where neither is known.</summary>
    public string? AddressOf(ConnectionView connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BaseUrl ?? _kinds.Find(connection.Provider)?.DefaultBaseUrl?.ToString();
    }

    /// <summary>Whether scheme, host and port stay what they are, so that a stored key may stay as well. What is no address is none of it.</summary>
    public bool IsSamePlace(ConnectionView stored, string provider, string? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return Origin(provider, baseUrl) is { } origin && origin == Origin(stored.Provider, stored.BaseUrl);
    }

    private string? Origin(string provider, string? baseUrl)
    {
        var isWrong = !string.IsNullOrWhiteSpace(baseUrl) && !Uri.TryCreate(baseUrl.Trim(), UriKind.Absolute, out _);
        return isWrong || _kinds.Find(provider) is not { } kind ? null : ConnectionRules.OriginOf(baseUrl, kind);
    }
}
