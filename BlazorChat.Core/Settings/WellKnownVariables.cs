using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Settings;

/// <summary>The environment variables that other systems' users already have. Those of a provider (<c>OPENAI_API_KEY</c> and the like) are read where the providers are.</summary>
public static class WellKnownVariables
{
    private static readonly string[] NotUsedYet = ["JWT_SECRET", "ALLOWED_ORIGINS"];

    /// <summary>What <c>DATABASE_URL</c> sets in our own words. They stand above <c>appsettings.json</c> and below our own variables.</summary>
    /// <exception cref="StartRefusedException">The URL cannot be read.</exception>
    public static IReadOnlyDictionary<string, string?> Settings(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new Dictionary<string, string?>();
        if (Value(configuration, "DATABASE_URL") is { } url)
        {
            var database = DatabaseUrl.Read(url, "DATABASE_URL");
            settings[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres";
            settings[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = database.Value;
        }

        return settings;
    }

    /// <summary>The port of <c>PORT</c>; null where it is not set.</summary>
    /// <exception cref="StartRefusedException">It is no port.</exception>
    public static int? Port(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Value(configuration, "PORT") is not { } text) return null;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue) return port;
        throw new StartRefusedException($"PORT is '{text}', which is no port number from 0 to 65535, e.g. PORT=8080.");
    }

    /// <summary>A sentence for each variable that is set and does nothing, so that nobody wonders.</summary>
    public static IEnumerable<string> Notes(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var unused = NotUsedYet.Where(name => Value(configuration, name) is not null).ToList();
        if (unused.Count > 0) yield return $"Set, but not used yet by this version: {string.Join(", ", unused)}.";
        if (Value(configuration, "REDIS_URL") is not null) yield return "REDIS_URL is set, but no Redis is needed: one server needs nothing beside it, and several share PostgreSQL.";
    }

    private static string? Value(IConfiguration configuration, string name) => configuration[name]?.Trim() is { Length: > 0 } value ? value : null;
}
