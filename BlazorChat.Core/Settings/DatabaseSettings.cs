using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorChat.Core.Settings;

/// <summary>Which database system is in use.</summary>
public enum DatabaseKind
{
    /// <summary>SQLite, in a file.</summary>
    Sqlite,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}

/// <summary>The database that was chosen, ready to connect to.</summary>
/// <param name="Kind">The system.</param>
/// <param name="ConnectionString">For Microsoft.Data.Sqlite or Npgsql. May hold a password: never log it.</param>
/// <param name="SqliteFile">The full path of the database file; null on PostgreSQL.</param>
/// <param name="StartTimeout">How long the start waits for a server that does not answer.</param>
public sealed record DatabaseSettings(DatabaseKind Kind, string ConnectionString, string? SqliteFile, TimeSpan StartTimeout)
{
    private const string Example = "e.g. DATABASE_URL=postgres://user:password@host:5432/blazorchat";

    /// <summary>What may be shown of it: the file, or host and database.</summary>
    public string DisplayName
    {
        get
        {
            if (SqliteFile is not null) return SqliteFile;
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"PostgreSQL at {builder.Host}:{builder.Port}, database {builder.Database ?? builder.Username}";
        }
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="StartRefusedException">The provider is unknown, or the connection string cannot be read.</exception>
    public static DatabaseSettings Resolve(DatabaseOptions options, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.StartTimeout < TimeSpan.Zero) throw new StartRefusedException("Database:StartTimeout must not be negative, e.g. Database__StartTimeout=00:00:30.");
        var text = options.ConnectionString.Trim();
        (DatabaseKind Kind, string Value)? fromUrl = DatabaseUrl.IsUrl(text) ? DatabaseUrl.Read(text, "Database:ConnectionString") : null;
        var provider = options.Provider.Trim().ToUpperInvariant();
        return (provider, fromUrl?.Kind) switch
        {
            ("" or "SQLITE", DatabaseKind.Sqlite) => OfFile(fromUrl!.Value.Value, dataFolder, options),
            ("" or "POSTGRES" or "POSTGRESQL", DatabaseKind.Postgres) => OfPostgres(fromUrl!.Value.Value, options),
            ("" or "SQLITE", null) => OfSqlite(text, dataFolder, options),
            ("POSTGRES" or "POSTGRESQL", null) => OfPostgres(text, options),
            ("SQLITE" or "POSTGRES" or "POSTGRESQL", _) => throw new StartRefusedException($"Database:Provider is '{options.Provider}', but Database:ConnectionString is a URL of another database; leave the provider empty, {Example}."),
            _ => throw new StartRefusedException($"Database:Provider is '{options.Provider}', but only sqlite and postgres are known, e.g. Database__Provider=postgres."),
        };
    }

    private static DatabaseSettings OfSqlite(string text, string dataFolder, DatabaseOptions options)
    {
        if (!text.Contains('=', StringComparison.Ordinal)) return OfFile(text.Length == 0 ? "blazorchat.db" : text, dataFolder, options);
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(text);
        }
        catch (ArgumentException exception)
        {
            throw new StartRefusedException($"Database:ConnectionString cannot be read ({exception.Message.TrimEnd('.')}), e.g. Database__ConnectionString=\"Data Source=/data/blazorchat.db\".", exception);
        }

        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:")
            throw new StartRefusedException("Database:ConnectionString names no file, and nothing kept in memory survives a restart, e.g. Database__ConnectionString=\"Data Source=/data/blazorchat.db\".");
        if (builder.Cache == SqliteCacheMode.Shared)
            throw new StartRefusedException("Database:ConnectionString asks for SQLite's shared cache, which makes readers fail while something is written; leave Cache out, e.g. Database__ConnectionString=\"Data Source=/data/blazorchat.db\".");
        return OfFile(builder.DataSource, dataFolder, options);
    }

    private static DatabaseSettings OfFile(string path, string dataFolder, DatabaseOptions options)
    {
        var file = Path.GetFullPath(path, dataFolder);
        return new(DatabaseKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString(), file, options.StartTimeout);
    }

    private static DatabaseSettings OfPostgres(string text, DatabaseOptions options)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host)) throw new StartRefusedException($"Database:ConnectionString names no host, {Example}.");
            builder.ApplicationName ??= "BlazorChat";
            return new(DatabaseKind.Postgres, builder.ConnectionString, null, options.StartTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The library's message may repeat a part of the value, and that part may be the password.
            throw new StartRefusedException($"Database:ConnectionString is no connection string that Npgsql can read, {Example}.");
        }
    }

    /// <summary>Never the connection string: it may hold a password.</summary>
    public override string ToString() => DisplayName;
}
