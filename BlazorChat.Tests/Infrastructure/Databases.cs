using BlazorChat.Core.Settings;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>For tests that hold on every database: <c>[Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]</c>.</summary>
public static class Databases
{
    public static TheoryData<DatabaseKind> All => PostgresServer.IsExpected ? [DatabaseKind.Sqlite, DatabaseKind.Postgres] : [DatabaseKind.Sqlite];
}
