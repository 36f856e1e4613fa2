using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Data;

public sealed class DatabaseStartupTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Start_EmptyDatabase_IsBroughtUpToDateOnceEvenBySeveral(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrate: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(database.MigrateAsync)));

        Assert.Equal(0, await database.Database.ReadAsync(context => context.Users.CountAsync(), TestTimeout.Token));
        Assert.Empty(Directory.GetFiles(database.Folder.BackupsFolder));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Start_DatabaseOfANewerVersion_IsRefusedAndUntouched(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await ExecuteAsync(database, """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Future', '99.0.0')""");

        var exception = await Assert.ThrowsAsync<StartRefusedException>(database.MigrateAsync);

        Assert.Contains("was made by a newer BlazorChat: it has the change '29990101000000_Future'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(database.Folder.BackupsFolder));
    }

    [Fact]
    public async Task Start_LockRowOfAKilledProcess_IsCleared()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrate: false);
        await ExecuteAsync(database, """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
            """);

        await database.MigrateAsync().WaitAsync(TestTimeout.Default);

        Assert.Equal(0, await database.Database.ReadAsync(context => context.Users.CountAsync(), TestTimeout.Token));
    }

    [Fact]
    public async Task Start_UpgradeOfAFileWithData_KeepsACopyFirst()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrate: false);
        await ExecuteAsync(database, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('keep me');");

        await database.MigrateAsync();

        var copy = Assert.Single(Directory.GetFiles(database.Folder.BackupsFolder));
        Assert.Matches(@"before-upgrade-\d{8}T\d{9}Z-unknown\.db$", copy);
        Assert.Equal("keep me", await ScalarAsync($"Data Source={copy}", "SELECT text FROM notes"));
        Assert.Equal("keep me", await ScalarAsync(database.Settings.ConnectionString, "SELECT text FROM notes"));
    }

    [Fact]
    public async Task Start_UpgradeFails_OldDatabaseIsPutBack()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrate: false);
        await ExecuteAsync(database, "CREATE TABLE users (text TEXT); INSERT INTO users VALUES ('not ours');"); // In the way of the upgrade.

        var exception = await Assert.ThrowsAsync<StartRefusedException>(database.MigrateAsync);

        Assert.Contains("could not be upgraded", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(Directory.GetFiles(database.Folder.BackupsFolder)), exception.Message, StringComparison.Ordinal);
        Assert.Equal("not ours", await ScalarAsync(database.Settings.ConnectionString, "SELECT text FROM users"));
        Assert.Equal(1L, await ScalarAsync(database.Settings.ConnectionString, "SELECT count(*) FROM sqlite_master WHERE type = 'table'"));
    }

    [Fact]
    public async Task Copies_MoreThanFive_OldestAreRemoved()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var time = new ManualTime();
        var copies = new DatabaseCopies(database.Settings, database.Folder, time);

        var made = new List<string>();
        for (var i = 0; i < DatabaseCopies.Kept + 2; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            made.Add(await copies.MakeAsync("20260101000000_Initial", TestTimeout.Token));
        }

        Assert.Equal(made.TakeLast(DatabaseCopies.Kept), Directory.GetFiles(database.Folder.BackupsFolder).Order());
    }

    [Fact]
    public async Task Start_FileIsNoDatabase_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrate: false);
        await File.WriteAllTextAsync(database.Settings.SqliteFile!, new string('x', 5000));

        var exception = await Assert.ThrowsAsync<StartRefusedException>(database.MigrateAsync);

        Assert.Contains("cannot be opened", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SqliteConnection_Opened_HasItsPragmas()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        foreach (var (pragma, expected) in (IEnumerable<(string, string)>)[("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "5000")])
        {
            var value = await database.Database.ReadAsync(async context =>
            {
                await context.Database.OpenConnectionAsync();
                await using var command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                return $"{await command.ExecuteScalarAsync()}";
            }, TestTimeout.Token);
            Assert.Equal((pragma, expected), (pragma, value));
        }
    }

    [PostgresFact]
    public async Task Start_PostgresDatabaseMissing_IsMade()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, migrate: false);
        await PostgresServer.DropDatabaseAsync(database.Settings.ConnectionString);

        await database.MigrateAsync();

        Assert.Equal(0, await database.Database.ReadAsync(context => context.Users.CountAsync(), TestTimeout.Token));
    }

    [Fact]
    public async Task Start_PostgresDoesNotAnswer_IsRefusedAfterItsTimeWithoutThePassword()
    {
        using var temp = new TempFolder();
        var options = new DatabaseOptions { ConnectionString = "postgres://ann:hunter2@127.0.0.1:1/chat", StartTimeout = TimeSpan.Zero };
        var folder = DataFolder.Open(temp["data"]);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(folder).AddData(DatabaseSettings.Resolve(options, folder.Root)).BuildServiceProvider();

        var exception = await Assert.ThrowsAsync<StartRefusedException>(() => services.GetRequiredService<DatabaseStartup>().RunAsync(TestTimeout.Token));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1, database chat cannot be used (", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    private static Task<int> ExecuteAsync(TestDatabase database, string sql) =>
        database.Database.ReadAsync(context => context.Database.ExecuteSqlRawAsync(sql), TestTimeout.Token);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(TestTimeout.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestTimeout.Token);
    }
}
