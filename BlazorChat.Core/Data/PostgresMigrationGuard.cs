using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlazorChat.Core.Data;

/// <summary>An advisory lock on a connection of its own; the server releases it when the process dies. Copies are the administrator's (<c>pg_dump</c>): each migration is one transaction.</summary>
internal sealed partial class PostgresMigrationGuard(
    DatabaseSettings settings, IDbContextFactory<AppDbContext> contexts, TimeProvider time, ILogger<PostgresMigrationGuard> logger) : IMigrationGuard
{
    private const long LockKey = 0x426C617A6F724368; // "BlazorCh"
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = LockKey } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public Task<KeptCopy?> KeepAsync(string? lastMigration, CancellationToken cancellationToken) => Task.FromResult<KeptCopy?>(null);

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var text = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString;
        for (var tries = 1; ; tries++)
        {
            var connection = new NpgsqlConnection(text);
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                await connection.DisposeAsync();
                if (exception is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName }) await CreateDatabaseAsync(cancellationToken);
                else if (!IsPassing(exception) || time.GetElapsedTime(start) > settings.StartTimeout) throw Refused(exception);
                else if (tries == 1) LogWaiting(settings.DisplayName);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await ((IRelationalDatabaseCreator)context.GetService<IDatabaseCreator>()).CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
        catch (NpgsqlException exception)
        {
            throw Refused(exception);
        }
    }

    // A server that starts, restarts or is not there yet; a wrong password or name does not pass by itself.
    private static bool IsPassing(Exception exception) => exception is not PostgresException postgres
        || postgres.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.TooManyConnections;

    private StartRefusedException Refused(Exception exception) => new(
        $"{settings.DisplayName} cannot be used ({(exception is PostgresException postgres ? postgres.MessageText : exception.Message).Split('\n')[0].TrimEnd('.')}); check that it runs and that DATABASE_URL or Database:ConnectionString is right, e.g. DATABASE_URL=postgres://user:password@host:5432/blazorchat.", exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Database} does not answer yet; the start waits for it.")]
    private partial void LogWaiting(string database);
}
