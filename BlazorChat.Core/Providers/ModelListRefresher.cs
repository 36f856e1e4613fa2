using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers;

/// <summary>
/// Asks every connection what it has: as soon as it is there, and every ten minutes. It waits for none of them: a dead provider holds up
/// neither the others nor anybody who asks for the list.
/// </summary>
internal sealed partial class ModelListRefresher(
    ConnectionRegistry registry, ModelLister lister, ModelCatalog catalog, TimeProvider time, ILogger<ModelListRefresher> logger) : BackgroundService
{
    /// <summary>The time between two questions to one connection.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly List<Running> _running = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = new SemaphoreSlim(0);
        Action changed = () => signal.Release();
        registry.Changed += changed;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Begin(stoppingToken);
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var due = Task.Delay(Interval, time, pause.Token);
                await Task.WhenAny(due, signal.WaitAsync(pause.Token));
                await pause.CancelAsync();
                while (signal.Wait(0, CancellationToken.None))
                {
                    // Several changes make one round.
                }
            }
        }
        finally
        {
            registry.Changed -= changed;
            await Task.WhenAll(_running.Select(running => running.Work));
        }
    }

    private void Begin(CancellationToken stoppingToken)
    {
        _running.RemoveAll(running => running.Work.IsCompleted);
        var now = time.GetUtcNow();
        foreach (var connection in registry.All)
        {
            var isFresh = catalog.ListingOf(connection) is { } listing && now - listing.CheckedAt < Interval;
            // Read again, a connection is another object; while a dead one is waited for, it is not asked once more for each change of something else.
            if (!isFresh && !_running.Exists(running => running.Connection.SendsAs(connection))) _running.Add(new Running(connection, RefreshAsync(connection, stoppingToken)));
        }
    }

    private async Task RefreshAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await lister.ListAsync(connection, cancellationToken);
            if (listing.Error is { } error)
            {
                catalog.SetError(connection, error, listing.CheckedAt);
                LogFailed(error.Message);
            }
            else
            {
                catalog.SetModels(connection, listing.Models, listing.CheckedAt, listing.Latency);
                LogListed(connection.Name, listing.Models.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private sealed record Running(ProviderConnection Connection, Task Work);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Connection} listed {Count} models")]
    private partial void LogListed(string connection, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A list of models could not be had. {Problem}")]
    private partial void LogFailed(string problem);
}
