using BlazorChat.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Looks now and then for jobs that nobody runs any more, so that none stays running for ever.</summary>
internal sealed partial class RecoverySweep(GenerationRecovery recovery, StartupState startup, TimeProvider time, ILogger<RecoverySweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        await startup.WhenReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await recovery.RecoverDeadAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for dead generations failed; it is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
