using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Data;

/// <summary>Asks the database for a sign of life. Thread-safe.</summary>
public sealed class DatabasePing
{
    private readonly Database _database;

    internal DatabasePing(Database database) => _database = database;

    /// <summary>Returns when the database has answered.</summary>
    /// <exception cref="System.Data.Common.DbException">It did not.</exception>
    public Task SendAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(context => context.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken), cancellationToken);
}
