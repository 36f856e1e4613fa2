using BlazorChat.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Tells the audit what happens to a connection of the server: by names of what changed, and never by a key or a header's value.</summary>
internal static class ConnectionChange
{
    /// <summary>The action, the name that it goes by afterwards, and the details.</summary>
    public static (string Action, string Name, string? Details) Describe(EntityEntry<StoredConnection> entry)
    {
        var row = entry.Entity;
        return entry.State switch
        {
            EntityState.Added => (AuditActions.ConnectionCreated, row.Name, Place(row.Provider, row.BaseUrl)),
            EntityState.Deleted => (AuditActions.ConnectionDeleted, row.Name, Place(row.Provider, row.BaseUrl)),
            _ => (AuditActions.ConnectionChanged, row.Name, Changes(entry)),
        };
    }

    private static string? Changes(EntityEntry<StoredConnection> entry)
    {
        var (row, was) = (entry.Entity, (StoredConnection)entry.OriginalValues.ToObject());
        List<string> changes = [];
        if (was.Name != row.Name) changes.Add($"name: {was.Name} → {row.Name}");
        if (was.Provider != row.Provider) changes.Add($"provider: {was.Provider} → {row.Provider}");
        if (was.BaseUrl != row.BaseUrl) changes.Add($"address: {Origin(was.BaseUrl)} → {Origin(row.BaseUrl)}");
        if (was.IsActive != row.IsActive) changes.Add(row.IsActive ? "switched on" : "switched off");
        if (was.KeyHint != row.KeyHint) changes.Add(row.KeyHint is null ? "key removed" : "key changed");
        return changes.Count == 0 ? null : string.Join(", ", changes);
    }

    private static string Place(string provider, string? baseUrl) => baseUrl is null ? provider : $"{provider}, {Origin(baseUrl)}";

    // A path or a query may hold what only its provider should know.
    private static string Origin(string? baseUrl) => Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "–";
}
