using Npgsql;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>
/// The PostgreSQL server of the tests: <c>BLAZORCHAT_TEST_POSTGRES</c> is a connection string of an account that may create databases.
/// Where it is not set these tests are left out; in continuous integration they fail.
/// </summary>
internal static class PostgresServer
{
    private const string Variable = "BLAZORCHAT_TEST_POSTGRES";

    private static string? ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>Whether tests on PostgreSQL run, be it to fail.</summary>
    public static bool IsExpected => ConnectionString is not null || Environment.GetEnvironmentVariable("CI") == "true";

    public const string SkipReason = $"{Variable} is not set; test.sh sets it.";

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = ConnectionString ?? throw new InvalidOperationException($"{Variable} is not set, and CI=true wants these tests to run.");
        var name = $"blazorchat_test_{Guid.CreateVersion7():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, IncludeErrorDetail = true, MaxPoolSize = 20 }.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync(ConnectionString!, $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestTimeout.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestTimeout.Token);
    }
}
