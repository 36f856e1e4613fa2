using BlazorChat.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>
/// Looks every two seconds, with one query for all, whether the access of an account with an open page or a running answer was changed by
/// another process, or a sign-in of it has run out. What this process changes is told without it.
/// </summary>
internal sealed partial class AccountWatch(AccountAccess access, AccountEvents events, Revocation revocation, StartupState startup, TimeProvider time, ILogger<AccountWatch> logger) : BackgroundService
{
    /// <summary>With the time that a standing is believed, and the time that a page takes to end, less than five seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var (userId, standing) in await access.RefreshAsync(events.Watched, cancellationToken))
        {
            await revocation.TellAsync(userId, endsAnswers: standing is not { State: AccountState.Active });
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startup.WhenReadyAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogEnded();
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for accounts that were changed elsewhere failed; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The watch over accounts ended")]
    private partial void LogEnded();
}
