using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers;

/// <summary>Asks every connection without configured models what it has: at start, every ten minutes, and when the configuration changes.</summary>
internal sealed partial class ModelListRefresher(
    ConnectionRegistry registry, ProviderKinds kinds, ModelCatalog catalog, TimeProvider time, ILogger<ModelListRefresher> logger) : BackgroundService
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>How long one connection may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            // A round that still waits for a dead provider must not hold up a connection that was added.
            Action changed = () => Cancel(round);
            registry.Changed += changed;
            try
            {
                var unlisted = registry.Connections.Where(connection => connection.Models.Count == 0);
                await Task.WhenAll(unlisted.Select(connection => RefreshAsync(connection, round.Token)));
                await Task.Delay(Interval, time, round.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped, or changed: the loop's condition tells which.
            }
            finally
            {
                registry.Changed -= changed;
            }
        }
    }

    private static void Cancel(CancellationTokenSource round)
    {
        try
        {
            round.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The round ended in the same moment, and the next one reads the changed list.
        }
    }

    private async Task RefreshAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var models = await kinds.Of(connection).ListModelsAsync(connection, either.Token);
            catalog.SetModels(connection, models, time.GetUtcNow());
            LogListed(connection.Name, models.Count);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Failed(connection, $"{connection.Name} did not list its models within {Limit.TotalSeconds:0} s.");
        }
        catch (ProviderException exception)
        {
            Failed(connection, exception.Message);
        }
        // A kind's fault must not end the rounds of all others; its message may hold anything, so only its type is told.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failed(connection, $"The models of {connection.Name} could not be read ({exception.GetType().Name}).");
        }
    }

    private void Failed(ProviderConnection connection, string error)
    {
        catalog.SetError(connection, error, time.GetUtcNow());
        LogFailed(error);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Connection} listed {Count} models")]
    private partial void LogListed(string connection, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A list of models could not be had. {Problem}")]
    private partial void LogFailed(string problem);
}
