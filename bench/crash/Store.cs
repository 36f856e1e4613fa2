using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using BlazorChat.Core.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorChat.Bench.Crash;

/// <summary>An answer as the database has it.</summary>
internal sealed record StoredAnswer(string Question, string Text, string Status, int Attempt);

/// <summary>A fresh database of either kind, read behind the server's back.</summary>
internal sealed class Store : IAsyncDisposable
{
    private const string Answers = """
        SELECT q.parts, a.parts, a.status, a.attempt FROM messages a JOIN messages q ON q.id = a.parent_id WHERE a.role = 2
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("blazorchat-crash-").FullName;
    private readonly string? _postgres;
    private readonly string? _administration;

    private Store(string? administration)
    {
        _administration = administration;
        if (administration is not null)
        {
            _postgres = new NpgsqlConnectionStringBuilder(administration) { Database = $"crash_{Guid.NewGuid():N}" }.ConnectionString;
        }
    }

    public string Name => _postgres is null ? "sqlite" : "postgres";

    public IReadOnlyDictionary<string, string> Environment => _postgres is null
        ? new Dictionary<string, string> { ["BlazorChat__DataFolder"] = _folder }
        : new Dictionary<string, string> { ["BlazorChat__DataFolder"] = _folder, ["Database__Provider"] = "postgres", ["Database__ConnectionString"] = _postgres };

    public static async Task<Store> CreateAsync(string database)
    {
        if (database == "sqlite")
        {
            _ = SqliteNative.Source; // Its module initializer chooses the library.
            return new Store(null);
        }

        var administration = System.Environment.GetEnvironmentVariable("BLAZORCHAT_TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set BLAZORCHAT_TEST_POSTGRES to a connection string of a PostgreSQL server that may make databases.");
        var store = new Store(new NpgsqlConnectionStringBuilder(administration) { Database = "postgres" }.ConnectionString);
        await store.AdministerAsync("CREATE DATABASE");
        return store;
    }

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = _postgres is null ? new SqliteConnection($"Data Source={Path.Combine(_folder, "blazorchat.db")}") : new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<List<StoredAnswer>> ReadAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Answers;
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<StoredAnswer>();
        while (await reader.ReadAsync())
        {
            answers.Add(new StoredAnswer(TextOf(reader.GetString(0)), TextOf(reader.GetString(1)), StatusOf(reader.GetInt32(2)), reader.GetInt32(3)));
        }

        return answers;
    }

    public async Task<int> CountOpenAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM generations g JOIN messages m ON m.id = g.message_id WHERE g.status < 10 OR m.status <> g.status";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The id of the one account.</summary>
    public async Task<Guid> ReadOwnerAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM users";
        return await command.ExecuteScalarAsync() is { } id ? id as Guid? ?? Guid.Parse((string)id) : throw new InvalidOperationException("Nobody is registered.");
    }

    /// <summary>What the database itself and the tree say: no damage, no message before its parent, no journal and no ledger row left open.</summary>
    public async Task<bool> IsIntactAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        if (_postgres is null)
        {
            command.CommandText = "PRAGMA integrity_check";
            if (await command.ExecuteScalarAsync() as string != "ok") return false;
        }

        command.CommandText = """
            SELECT (SELECT count(*) FROM messages m LEFT JOIN messages p ON p.id = m.parent_id WHERE m.parent_id IS NOT NULL AND (p.id IS NULL OR p.sequence >= m.sequence))
                 + (SELECT count(*) FROM usage_entries WHERE settled_at IS NULL)
                 + (SELECT count(*) FROM journal)
            """;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await AdministerAsync("DROP DATABASE");
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AdministerAsync(string verb)
    {
        await using var connection = new NpgsqlConnection(_administration);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        var suffix = verb.StartsWith("DROP", StringComparison.Ordinal) ? " WITH (FORCE)" : "";
        command.CommandText = $"{verb} {new NpgsqlConnectionStringBuilder(_postgres).Database}{suffix}";
        await command.ExecuteNonQueryAsync();
    }

    private static string TextOf(string parts)
    {
        using var json = JsonDocument.Parse(parts);
        return string.Concat(json.RootElement.EnumerateArray()
            .Where(part => part.GetProperty("type").GetString() == "text").Select(part => part.GetProperty("text").GetString()));
    }

    private static string StatusOf(int status) => status switch { 10 => "completed", 11 => "stopped", 12 => "failed", 13 => "interrupted", _ => "open" };
}
