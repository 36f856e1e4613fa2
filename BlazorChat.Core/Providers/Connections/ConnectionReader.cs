using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Turns stored rows into connections that can be used, and into what may be shown of them.</summary>
internal sealed class ConnectionReader(ProviderKinds kinds, SecretBox box)
{
    public string OriginOf(StoredConnection row) => kinds.Find(row.Provider) is { } kind ? ConnectionRules.OriginOf(row.BaseUrl, kind) : "";

    /// <summary>The secrets; null where they cannot be read.</summary>
    public ConnectionSecrets? Open(StoredConnection row) => ConnectionSecrets.Open(box, row, OriginOf(row));

    public byte[]? Seal(StoredConnection row, ConnectionSecrets secrets) => ConnectionSecrets.Seal(box, row, OriginOf(row), secrets);

    /// <summary>The connections that are in use. One whose key cannot be read is among them: its calls say so.</summary>
    public IReadOnlyList<ProviderConnection> ToConnections(IEnumerable<StoredConnection> rows) =>
        [.. rows.Where(row => row.IsActive && kinds.Find(row.Provider) is not null).OrderBy(row => row.NormalizedName, StringComparer.Ordinal).Select(ToConnection)];

    public ProviderConnection ToConnection(StoredConnection row)
    {
        var secrets = Open(row);
        return ToConnection(row, secrets ?? ConnectionSecrets.None) with { IsUnreadable = secrets is null };
    }

    /// <summary>A connection that may not be stored yet.</summary>
    public static ProviderConnection ToConnection(StoredConnection row, ConnectionSecrets secrets) =>
        new(row.Name, row.Provider, row.BaseUrl is null ? null : new Uri(row.BaseUrl), secrets.ApiKey, row.Details.Models)
        {
            OwnerId = row.OwnerId,
            Headers = new Dictionary<string, string>(secrets.Headers, StringComparer.OrdinalIgnoreCase),
            Defaults = row.Details.Defaults,
            Fallbacks = row.Details.Fallbacks,
            ContextWindow = row.Details.ContextWindow,
            Timeouts = TimeoutsOf(row.Details),
        };

    public ConnectionView ToView(StoredConnection row) => new(row.Id, row.Name, row.Provider)
    {
        BaseUrl = row.BaseUrl,
        KeyHint = row.KeyHint,
        IsUnreadable = Open(row) is null,
        IsActive = row.IsActive,
        Models = row.Details.Models,
        HeaderNames = row.Details.HeaderNames,
        Fallbacks = row.Details.Fallbacks,
        Defaults = row.Details.Defaults,
        ContextWindow = row.Details.ContextWindow,
        ConnectSeconds = row.Details.ConnectSeconds,
        FirstTokenSeconds = row.Details.FirstTokenSeconds,
        IdleSeconds = row.Details.IdleSeconds,
        TotalSeconds = row.Details.TotalSeconds,
    };

    private static ProviderTimeouts TimeoutsOf(StoredDetails details)
    {
        var defaults = new ProviderTimeouts();
        return new ProviderTimeouts
        {
            Connect = Seconds(details.ConnectSeconds) ?? defaults.Connect,
            FirstToken = Seconds(details.FirstTokenSeconds) ?? defaults.FirstToken,
            Idle = Seconds(details.IdleSeconds) ?? defaults.Idle,
            Total = Seconds(details.TotalSeconds) ?? defaults.Total,
        };
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
