using Npgsql;

namespace BlazorChat.Core.Settings;

/// <summary>Reads what other systems call <c>DATABASE_URL</c>: <c>postgres://user:password@host:port/database?sslmode=require</c>, <c>sqlite:///path</c>, or a path.</summary>
internal static class DatabaseUrl
{
    private const string Example = "e.g. postgres://user:password@host:5432/blazorchat?sslmode=require, or a path such as /data/blazorchat.db";

    public static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal) && !text.Contains("Data Source", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind, with a path for SQLite and a connection string for PostgreSQL. The value is not repeated in errors: it may hold a password.</summary>
    /// <exception cref="StartRefusedException">It is no such URL.</exception>
    public static (DatabaseKind Kind, string Value) Read(string text, string setting)
    {
        if (!IsUrl(text)) return (DatabaseKind.Sqlite, text);
        var scheme = text[..text.IndexOf(':', StringComparison.Ordinal)].ToUpperInvariant();
        return scheme switch
        {
            "POSTGRES" or "POSTGRESQL" => (DatabaseKind.Postgres, Postgres(text, setting)),
            "SQLITE" or "FILE" => (DatabaseKind.Sqlite, SqlitePath(text, setting)),
            _ => throw new StartRefusedException($"{setting} is a URL of '{scheme.ToLowerInvariant()}', but only PostgreSQL and SQLite are known, {Example}."),
        };
    }

    private static string SqlitePath(string text, string setting)
    {
        // sqlite:///relative.db and sqlite:////absolute.db are SQLAlchemy's way; sqlite:/path and file:/path are SQLite's own.
        var rest = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var isSqlAlchemy = rest.StartsWith("///", StringComparison.Ordinal);
        var path = Uri.UnescapeDataString((isSqlAlchemy && !text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? rest[3..] : rest.Replace("//", "", StringComparison.Ordinal)).Split('?')[0]);
        if (path.Length == 0) throw new StartRefusedException($"{setting} names no file, {Example}.");
        return path;
    }

    private static string Postgres(string text, string setting)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) throw new StartRefusedException($"{setting} is no URL that can be read (percent-encode special characters of the password), {Example}.");
        var credentials = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host.Trim('[', ']')) };
        if (url.Port > 0) builder.Port = url.Port;
        if (credentials[0].Length > 0) builder.Username = Uri.UnescapeDataString(credentials[0]);
        if (credentials.Length > 1) builder.Password = Uri.UnescapeDataString(credentials[1]);
        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database) builder.Database = Uri.UnescapeDataString(database);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(builder, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", setting);
        }

        return builder.ConnectionString;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value, string setting)
    {
        try
        {
            // The names are libpq's (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS), the keywords Npgsql's.
            switch (name)
            {
                case "sslmode": builder.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true); break;
                case "sslrootcert": builder.RootCertificate = value; break;
                case "sslcert": builder.SslCertificate = value; break;
                case "sslkey": builder.SslKey = value; break;
                case "application_name": builder.ApplicationName = value; break;
                case "connect_timeout": builder.Timeout = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture); break;
                case "channel_binding": builder.ChannelBinding = Enum.Parse<ChannelBinding>(value, ignoreCase: true); break;
                case "dbname": builder.Database = value; break;
                case "user": builder.Username = value; break;
                default: builder[name] = value; break;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw new StartRefusedException($"{setting} has the parameter '{name}', which is unknown or has a value that it cannot have, {Example}.");
        }
    }
}
