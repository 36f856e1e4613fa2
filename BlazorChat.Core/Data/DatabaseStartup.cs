using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Data;

/// <summary>Brings the database up to date: a copy first, one process at a time, never backwards.</summary>
public sealed partial class DatabaseStartup
{
    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly IMigrationGuard _guard;
    private readonly DatabaseSettings _settings;
    private readonly ILogger<DatabaseStartup> _logger;

    internal DatabaseStartup(IDbContextFactory<AppDbContext> contexts, IMigrationGuard guard, DatabaseSettings settings, ILogger<DatabaseStartup> logger)
    {
        (_contexts, _guard, _settings, _logger) = (contexts, guard, settings, logger);
        if (SqliteNative.IsPackaged && settings.Kind == DatabaseKind.Sqlite) LogPackagedSqlite();
    }

    /// <summary>Does it.</summary>
    /// <exception cref="StartRefusedException">The database is newer than this program, does not answer, or could not be upgraded; in that case the old one was put back.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var turn = await _guard.EnterAsync(cancellationToken);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = context.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } unknown) throw Newer(unknown);
        if (applied.Count == known.Count) return;
        var copy = await _guard.KeepAsync(applied.LastOrDefault(), cancellationToken);
        try
        {
            await context.Database.MigrateAsync(cancellationToken);
            if (applied.Count > 0) LogUpgraded(known[^1]);
        }
        catch (Exception exception) when (copy is not null && exception is not OperationCanceledException)
        {
            await context.Database.CloseConnectionAsync();
            copy.PutBack();
            throw new StartRefusedException($"The database could not be upgraded ({exception.Message.Split('\n')[0].TrimEnd('.')}); the old one was put back and is kept as '{copy.Path}' as well, so go back to the earlier version and report this.", exception);
        }
    }

    private StartRefusedException Newer(string migration) => new(
        $"The database ({_settings.DisplayName}) was made by a newer BlazorChat: it has the change '{migration}', which version {Program.Version} does not know; start the newer version again, or put back a copy from before the upgrade.");

    [LoggerMessage(Level = LogLevel.Information, Message = "The database was brought up to {Migration}.")]
    private partial void LogUpgraded(string migration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The packaged SQLite library is in use because the system has none that is 3.38 or newer; install libsqlite3.")]
    private partial void LogPackagedSqlite();

    private static class Program
    {
        public static string Version => typeof(DatabaseStartup).Assembly.GetName().Version?.ToString(3) ?? "";
    }
}
