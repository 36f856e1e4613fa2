using System.Data.Common;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Administration;

/// <summary>Finds out about the parts that may hang. Thread-safe.</summary>
internal sealed class HealthSources(Database database, DatabasePing ping, DatabaseSettings settings, DataFolder folder, TimeProvider time)
{
    /// <summary>The database.</summary>
    public async Task<DatabaseFacts> ReadDatabaseAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await ping.SendAsync(cancellationToken);
        var took = time.GetElapsedTime(begun);
        var isSqlite = settings.Kind == DatabaseKind.Sqlite;
        var (version, bytes) = await database.ReadAsync(
            async context =>
            {
                var connection = context.Database.GetDbConnection();
                await context.Database.OpenConnectionAsync(cancellationToken);
                var words = await ScalarAsync(connection, isSqlite ? "SELECT sqlite_version()" : "SHOW server_version", cancellationToken);
                var size = isSqlite ? FileBytes() : (long)await ScalarAsync(connection, "SELECT pg_database_size(current_database())", cancellationToken);
                return ((string)words, size);
            },
            cancellationToken);
        return new DatabaseFacts(settings.Kind, version, settings.DisplayName, bytes, took);
    }

    /// <summary>What is not at its end.</summary>
    public async Task<QueueFacts> ReadQueueAsync(CancellationToken cancellationToken)
    {
        var groups = await database.ReadAsync(
            context => (from job in context.Set<GenerationJob>()
                        join message in context.Set<Message>() on job.MessageId equals message.Id
                        where job.Status < MessageStatus.Completed
                        group job by new { job.Status, message.IsPending, message.IsHeld } into jobs
                        select new { jobs.Key.Status, jobs.Key.IsPending, jobs.Key.IsHeld, Count = jobs.Count(), Oldest = jobs.Min(job => job.CreatedAt) }).ToListAsync(cancellationToken),
            cancellationToken);
        var queued = groups.Where(group => group is { Status: MessageStatus.Queued, IsHeld: false }).ToList();
        return new QueueFacts(
            groups.Where(group => group.Status != MessageStatus.Queued).Sum(group => group.Count),
            queued.Sum(group => group.Count),
            queued.Where(group => group.IsPending).Sum(group => group.Count),
            groups.Where(group => group is { Status: MessageStatus.Queued, IsHeld: true }).Sum(group => group.Count),
            queued.Count == 0 ? null : time.GetUtcNow() - queued.Min(group => group.Oldest));
    }

    /// <summary>The disk of the data folder.</summary>
    public Task<DiskFacts> ReadDiskAsync(CancellationToken cancellationToken)
    {
        var drive = new DriveInfo(folder.Root);
        return Task.FromResult(new DiskFacts(folder.Root, drive.AvailableFreeSpace, drive.TotalSize));
    }

    private static async Task<object> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"There is no answer to {sql}.");
    }

    // With what is written and not yet in the file itself.
    private long FileBytes() => BytesOf(settings.SqliteFile!) + BytesOf(settings.SqliteFile + "-wal");

    private static long BytesOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
