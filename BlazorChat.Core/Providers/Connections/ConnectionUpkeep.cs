using BlazorChat.Core.Providers.Ollama;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>At the start and then once a minute: looks for an Ollama nearby, and lets go of connections whose users are gone.</summary>
internal sealed partial class ConnectionUpkeep(
    ConnectionSync sync, ConnectionRegistry registry, OllamaDiscovery discovery, IOptions<OllamaOptions> options, TimeProvider time, ILogger<ConnectionUpkeep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>The name of the connection to an Ollama that was found.</summary>
    public const string FoundName = "ollama";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                if (options.Value.Discover) await FindOllamaAsync(stoppingToken);
                await sync.ForgetAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    // One that went away stays: its sessions then read that it cannot be reached, and not that nobody knows its models.
    private async Task FindOllamaAsync(CancellationToken cancellationToken)
    {
        if (await discovery.FindAsync(cancellationToken) is not [var place, ..]) return;
        registry.SetFound([new ProviderConnection(FoundName, "ollama", place, null, [])]);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The upkeep of connections ended")]
    private partial void LogEnded();
}
