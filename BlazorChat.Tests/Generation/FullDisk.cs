using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorChat.Tests.Generation;

/// <summary>Answers what is written into one table of SQLite as a full disk does.</summary>
internal sealed class FullDisk(string table) : DbCommandInterceptor
{
    private const int Full = 13;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        IsMeant(command) ? throw new SqliteException("full", Full) : ValueTask.FromResult(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        IsMeant(command) ? throw new SqliteException("full", Full) : ValueTask.FromResult(result);

    private bool IsMeant(DbCommand command) => command.CommandText.Contains($"INSERT INTO \"{table}\"", StringComparison.Ordinal);
}
