using System.Threading.RateLimiting;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Tries a connection out before it is stored, and says what is wrong. Thread-safe.</summary>
public sealed class ConnectionTester : IDisposable
{
    private const int PerMinute = 20;
    private readonly ConnectionStore _store;
    private readonly ModelLister _lister;

    // A test calls an address of the caller's choice: nobody may sweep hosts with it.
    private readonly PartitionedRateLimiter<Guid> _limiter = PartitionedRateLimiter.Create<Guid, Guid>(userId => RateLimitPartition.GetFixedWindowLimiter(
        userId, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), AutoReplenishment = true }));

    internal ConnectionTester(ConnectionStore store, ModelLister lister) => (_store, _lister) = (store, lister);

    /// <summary>Calls the provider with the draft, and with what is stored where the draft leaves the key open. Nothing is stored.</summary>
    /// <exception cref="RefusedException">The draft is wrong, the connection is unknown, or there were too many tests.</exception>
    public async Task<ConnectionTest> TestAsync(Caller caller, ConnectionScope scope, Guid? id, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(draft);
        using var lease = _limiter.AttemptAcquire(caller.UserId);
        if (!lease.IsAcquired) throw new RefusedException(RefusedException.RateLimited, $"At most {PerMinute} tests a minute. Wait a moment.");
        var connection = await _store.PreviewAsync(caller, scope, id, draft, cancellationToken);
        var listing = await _lister.TestAsync(connection, cancellationToken);
        var isEmpty = listing.Error is null && listing.Models.Count == 0 && connection.Models.Count == 0;
        return isEmpty
            ? new ConnectionTest(ProviderException.NoModels) { Message = $"{connection.Name} answers, and offers no models. Load one there, or name the models below.", Latency = listing.Latency }
            : new ConnectionTest(listing.Error?.Code)
            {
                Reason = listing.Error?.Reason,
                Message = listing.Error?.Message,
                Detail = listing.Error?.Detail,
                Latency = listing.Latency,
                Models = [.. (connection.Models.Count > 0 ? connection.Models : listing.Models.Select(model => model.Name))],
            };
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
