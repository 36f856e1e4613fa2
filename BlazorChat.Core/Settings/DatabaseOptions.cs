namespace BlazorChat.Core.Settings;

/// <summary>The section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary><c>sqlite</c> or <c>postgres</c>; default <c>sqlite</c>.</summary>
    public string Provider { get; set; } = "";

    /// <summary>How to reach it: a connection string, a URL (<c>postgres://…</c>) or a path. Default empty: <c>blazorchat.db</c> in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long the start waits for a PostgreSQL server that does not answer yet; default 30 seconds.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
