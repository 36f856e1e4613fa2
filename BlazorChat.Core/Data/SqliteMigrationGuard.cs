using BlazorChat.Core.Settings;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Core.Data;

/// <summary>
/// EF's own lock on SQLite is a row that survives a killed process and is then waited for without end. So a file lock, which the system
/// releases with the process, stands around it, and whoever holds it may clear that row.
/// </summary>
internal sealed class SqliteMigrationGuard(DatabaseSettings settings, DataFolder folder, TimeProvider time) : IMigrationGuard
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string File => settings.SqliteFile!;

    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var turn = await LockAsync(cancellationToken);
        try
        {
            PrivateFile.CreateEmpty(File);
            await ExecuteAsync("PRAGMA journal_mode=WAL", cancellationToken);
            if (await CountAsync("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancellationToken) > 0)
                await ExecuteAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
            return turn;
        }
        catch (SqliteException exception)
        {
            await turn.DisposeAsync();
            throw new StartRefusedException($"The database '{File}' cannot be opened ({exception.Message.TrimEnd('.')}); check that it is a SQLite database and put back a copy from '{folder.BackupsFolder}' if it is damaged.", exception);
        }
    }

    public async Task<KeptCopy?> KeepAsync(string? lastMigration, CancellationToken cancellationToken)
    {
        if (await CountAsync("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_!_EF%' ESCAPE '!'", cancellationToken) == 0) return null;
        var copy = await new DatabaseCopies(settings, folder, time).MakeAsync(lastMigration, cancellationToken);
        return new KeptCopy(copy, () => PutBack(copy));
    }

    private void PutBack(string copy)
    {
        SqliteConnection.ClearAllPools();
        var beside = File + ".restored";
        System.IO.File.Copy(copy, beside, overwrite: true);
        System.IO.File.Delete(File + "-wal");
        System.IO.File.Delete(File + "-shm");
        System.IO.File.Move(beside, File, overwrite: true);
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.Open(File + ".upgrade.lock", FileMode.OpenOrCreate, FileShare.None);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new StartRefusedException($"The folder of the database '{File}' cannot be written to; allow it for the account '{Environment.UserName}', or set Database:ConnectionString to another file, e.g. Database__ConnectionString=\"Data Source=/data/blazorchat.db\".", exception);
            }
            catch (IOException exception) when (time.GetElapsedTime(start) > Patience)
            {
                throw new StartRefusedException($"The database '{File}' has been upgraded by another process for more than two minutes; wait until that one is done and start again.", exception);
            }
            catch (IOException)
            {
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
