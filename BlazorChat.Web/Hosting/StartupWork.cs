using BlazorChat.Core.Data;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Upgrades the database and runs the <see cref="IStartupStep"/>s while the server listens already and answers that it is starting. If that fails, the process ends.
/// </summary>
internal sealed partial class StartupWork(
    DatabaseStartup database, IEnumerable<IStartupStep> steps, StartupState state, Announcement announcement, IHostApplicationLifetime lifetime, ILogger<StartupWork> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            foreach (var step in steps) await step.RunAsync(stoppingToken);
            await lifetime.ApplicationStarted.WhenCancelledAsync(stoppingToken);
            await announcement.PrepareAsync(stoppingToken);
            state.MarkReady();
            announcement.Write();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
        catch (Exception exception)
        {
            if (StartFailure.Describe(exception) is null) LogFailed(exception);
            state.MarkFailed(exception);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The start failed.")]
    private partial void LogFailed(Exception exception);
}
