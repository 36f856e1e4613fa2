using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>An empty database of either kind, brought up to date as at a start, with the services that a store needs. Dispose it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempFolder _temp;
    private readonly ServiceProvider _services;

    private TestDatabase(TempFolder temp, ServiceProvider services) => (_temp, _services) = (temp, services);

    public IServiceProvider Services => _services;

    public DatabaseSettings Settings => _services.GetRequiredService<DatabaseSettings>();

    public DataFolder Folder => _services.GetRequiredService<DataFolder>();

    public Database Database => _services.GetRequiredService<Database>();

    /// <summary>Makes one.</summary>
    /// <param name="kind">SQLite in a file, or a database of its own on the tests' PostgreSQL server.</param>
    /// <param name="add">Adds the feature under test.</param>
    /// <param name="migrate">Whether to bring it up to date; else it is empty.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, Action<IServiceCollection>? add = null, bool migrate = true)
    {
        var temp = new TempFolder();
        var folder = DataFolder.Open(temp["data"]);
        var options = new DatabaseOptions { ConnectionString = kind == DatabaseKind.Postgres ? await PostgresServer.CreateDatabaseAsync() : "", Provider = kind == DatabaseKind.Postgres ? "postgres" : "sqlite" };
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(folder)
            .AddData(DatabaseSettings.Resolve(options, folder.Root));
        add?.Invoke(services);
        var database = new TestDatabase(temp, services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
        if (migrate) await database.MigrateAsync();
        return database;
    }

    /// <summary>What the server does at its start.</summary>
    public Task MigrateAsync() => _services.GetRequiredService<DatabaseStartup>().RunAsync(TestTimeout.Token);

    public async ValueTask DisposeAsync()
    {
        var settings = Settings;
        await _services.DisposeAsync();
        if (settings.Kind == DatabaseKind.Postgres) await PostgresServer.DropDatabaseAsync(settings.ConnectionString);
        else
        {
            await using var connection = new SqliteConnection(settings.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        _temp.Dispose();
    }
}
