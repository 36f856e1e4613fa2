using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorChat.Core.Data;

/// <summary>Reads what both databases say in their own numbers.</summary>
internal static class DatabaseErrors
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteFull = 13;
    private const int SqliteIoError = 10;
    private const int SqliteIoErrorWrite = 778;
    private const int SqliteIoErrorShmSize = 4874;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    public static bool IsFull(Exception exception) => Any(exception, inner => inner switch
    {
        // Where the write-ahead log or its index cannot grow, SQLite reports an I/O error of the write instead of SQLITE_FULL.
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull
            || (sqlite.SqliteErrorCode == SqliteIoError && sqlite.SqliteExtendedErrorCode is SqliteIoErrorWrite or SqliteIoErrorShmSize),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.DiskFull,
        _ => false,
    });

    public static bool IsUniqueViolation(Exception exception) => Any(exception, inner => inner switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation,
        _ => false,
    });

    /// <summary>Whether PostgreSQL has ended a transaction for the sake of another one: the same may go well in a moment. SQLite has one writer.</summary>
    public static bool IsConflict(Exception exception) => Any(exception, inner => inner is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure });

    private static bool Any(Exception? exception, Func<Exception, bool> matches)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (matches(exception)) return true;
        }

        return false;
    }
}
