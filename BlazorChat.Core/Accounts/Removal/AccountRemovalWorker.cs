using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Accounts.Removal;

/// <summary>Deletes the data of accounts whose deletion has begun, at start and whenever one begins; what failed is tried again.</summary>
internal sealed partial class AccountRemovalWorker(
    Database database, IEnumerable<IAccountData> data, RemovalSignal signal, StartupState startup, TimeProvider time, ILogger<AccountRemovalWorker> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Deletes all that can be deleted now. Returns whether nothing is left.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var accounts = await database.ReadAsync(
            context => context.Users.Where(user => user.State == AccountState.Deleting).Select(user => user.Id).ToListAsync(cancellationToken), cancellationToken);
        var isDone = true;
        foreach (var userId in accounts)
        {
            try
            {
                foreach (var part in data) await part.DeleteAsync(userId, cancellationToken);
                await database.WriteAsync(
                    async context => await context.Users.Where(user => user.Id == userId && user.State == AccountState.Deleting).ExecuteDeleteAsync(cancellationToken), cancellationToken);
                LogDeleted(userId);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                isDone = false;
                LogFailed(userId, exception);
            }
        }

        return isDone;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startup.WhenReadyAsync(stoppingToken);
            while (true)
            {
                if (await TryAsync(stoppingToken)) await signal.WaitAsync(stoppingToken);
                else await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped: it goes on at the next start.
        }
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await RunAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {UserId} was deleted with all its data.")]
    private partial void LogDeleted(Guid userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {UserId} could not be deleted; it is tried again in a minute.")]
    private partial void LogFailed(Guid userId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The accounts to delete could not be read; it is tried again in a minute.")]
    private partial void LogNotRead(Exception exception);
}
