using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>The keys and headers of stored connections, for the exchange of the master key.</summary>
internal sealed class SealedConnections(ConnectionReader reader, SecretBox box) : ISealedSecrets
{
    public async Task<(int Renewed, int Lost)> RenewAsync(AppDbContext context, CancellationToken cancellationToken)
    {
        var (renewed, lost) = (0, 0);
        foreach (var row in await context.Set<StoredConnection>().Where(row => row.Secrets != null).ToListAsync(cancellationToken))
        {
            if (box.IsCurrent(row.Secrets)) continue;
            if (reader.Open(row) is not { } secrets) lost++;
            else
            {
                row.Secrets = reader.Seal(row, secrets);
                renewed++;
            }
        }

        return (renewed, lost);
    }

    public async Task<(int Stored, int Unreadable)> CountAsync(AppDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Set<StoredConnection>().Where(row => row.Secrets != null).ToListAsync(cancellationToken);
        return (rows.Count, rows.Count(row => reader.Open(row) is null));
    }
}
