using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Empties the bin after 30 days and forgets idempotency keys after 24 hours, once an hour.</summary>
internal sealed partial class Housekeeping(Database database, StartupState startup, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan BinLifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private const int MaxPerRound = 10_000;

    /// <summary>Deletes what is past its time.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - IdempotencyKey.Lifetime;
        await database.WriteAsync(
            async context => await context.Set<IdempotencyKey>().Where(key => key.CreatedAt <= forgotten).ExecuteDeleteAsync(cancellationToken), cancellationToken);

        await EmptyBinAsync(now - BinLifetime, cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(stoppingToken).UntilStoppedAsync(stoppingToken);

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        await startup.WhenReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // One session a transaction: the gate opens in between, and one that cannot be deleted keeps none of the others.
    private async Task EmptyBinAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var sessions = await database.ReadAsync(
            context => context.Set<Session>().Where(session => session.DeletedAt <= before)
                .OrderBy(session => session.DeletedAt).Select(session => session.Id).Take(MaxPerRound).ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var sessionId in sessions)
        {
            try
            {
                await database.WriteAsync(
                    async context => await context.Set<Session>().Where(session => session.Id == sessionId && session.DeletedAt <= before).ExecuteDeleteAsync(cancellationToken),
                    cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotEmptied(logger, sessionId, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping failed; it is tried again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be deleted from the bin; it is tried again in an hour.")]
    private static partial void LogNotEmptied(ILogger logger, Guid sessionId, Exception exception);
}
