using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Empties the bin after 30 days and forgets idempotency keys after 24 hours, once an hour and in small bites.</summary>
internal sealed partial class Housekeeping(Database database, StartupState startup, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan BinLifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private const int Bite = 50;

    /// <summary>Deletes what is past its time.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - IdempotencyKey.Lifetime;
        await database.WriteAsync(
            async context => await context.Set<IdempotencyKey>().Where(key => key.CreatedAt <= forgotten).ExecuteDeleteAsync(cancellationToken), cancellationToken);

        var emptied = now - BinLifetime;
        while (await database.WriteAsync(context => EmptyAsync(context, emptied, cancellationToken), cancellationToken) == Bite)
        {
        }
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

    private static async Task<int> EmptyAsync(AppDbContext context, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var sessions = await context.Set<Session>().Where(session => session.DeletedAt <= before)
            .OrderBy(session => session.DeletedAt).Select(session => session.Id).Take(Bite).ToListAsync(cancellationToken);
        await context.Set<Session>().Where(session => sessions.Contains(session.Id)).ExecuteDeleteAsync(cancellationToken);
        return sessions.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping failed; it is tried again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
