using System.Text.Json;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>A stored connection's secrets in the clear. Never kept longer than a call of a method but in the registry.</summary>
internal sealed record ConnectionSecrets(string? ApiKey, IReadOnlyDictionary<string, string> Headers)
{
    public static ConnectionSecrets None { get; } = new(null, new Dictionary<string, string>());

    /// <summary>Seals them for one row; null where there is nothing to seal.</summary>
    public static byte[]? Seal(SecretBox box, StoredConnection row, string origin, ConnectionSecrets secrets) =>
        secrets.ApiKey is null && secrets.Headers.Count == 0 ? null : box.Seal(JsonSerializer.Serialize(secrets), PlaceOf(row, origin));

    /// <summary>Opens a row's secrets; null where they cannot be read.</summary>
    public static ConnectionSecrets? Open(SecretBox box, StoredConnection row, string origin)
    {
        if (row.Secrets is null) return None;
        return box.Open(row.Secrets, PlaceOf(row, origin)) is { } json ? JsonSerializer.Deserialize<ConnectionSecrets>(json) : null;
    }

    // Scheme, host and port are part of it (R43): with another address in the row, not even a hand in the database sends the key there.
    private static string PlaceOf(StoredConnection row, string origin) => $"connections/{row.Id:N}/{row.OwnerId?.ToString("N") ?? "server"}/{origin}";

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(ConnectionSecrets);
}
