using BlazorChat.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Loads the server's stored connections before the server is ready.</summary>
internal sealed class LoadConnectionsStep(ConnectionSync sync) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) => sync.ReloadAsync(null, cancellationToken);
}

/// <summary>Once a minute: lets go of connections whose users are gone.</summary>
internal sealed partial class ConnectionUpkeep(ConnectionSync sync, TimeProvider time, ILogger<ConnectionUpkeep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await sync.ForgetAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The upkeep of connections ended")]
    private partial void LogEnded();
}
