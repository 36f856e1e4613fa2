using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace BlazorChat.Tests.Data;

public sealed class DatabaseSettingsTests
{
    [Theory]
    [InlineData("", "/data/blazorchat.db")]
    [InlineData("chat.db", "/data/chat.db")]
    [InlineData("/srv/chat.db", "/srv/chat.db")]
    [InlineData("Data Source=/srv/chat.db", "/srv/chat.db")]
    [InlineData("sqlite:////srv/chat.db", "/srv/chat.db")]
    [InlineData("sqlite:///chat.db", "/data/chat.db")]
    [InlineData("file:/srv/my%20chat.db?cache=shared", "/srv/my chat.db")]
    public void Resolve_SqliteInItsManyWays_FindsTheFile(string text, string file)
    {
        var settings = DatabaseSettings.Resolve(new DatabaseOptions { ConnectionString = text }, "/data");

        Assert.Equal((DatabaseKind.Sqlite, file), (settings.Kind, settings.SqliteFile));
    }

    [Fact]
    public void Resolve_PostgresUrl_IsDecodedAndTranslated()
    {
        var settings = DatabaseSettings.Resolve(new DatabaseOptions { ConnectionString = "postgresql://an%40n:p%2Fw%3A%3B%22d@db.example:6432/my%20chat?sslmode=verify-full&connect_timeout=7" }, "/data");

        var builder = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        Assert.Equal(DatabaseKind.Postgres, settings.Kind);
        Assert.Equal(("db.example", 6432, "an@n", "p/w:;\"d", "my chat", SslMode.VerifyFull, 7), (builder.Host, builder.Port, builder.Username, builder.Password, builder.Database, builder.SslMode, builder.Timeout));
        Assert.DoesNotContain("p/w", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite", "postgres://host/db")]
    [InlineData("postgres", "")]
    [InlineData("postgres", "Hosst=x;Password=hunter2")]
    [InlineData("", "postgres://u:hunter2@host/db?sslmode=perhaps")]
    [InlineData("", "postgres://u:hunter2@host/db?colour=red")]
    [InlineData("", "postgres://u:hunter2@:bad/db")]
    [InlineData("sqlite", "Data Source=/x.db;Cache=Shared")]
    [InlineData("sqlite", "Data Sourc=/x.db")]
    public void Resolve_Wrong_SaysWhatAndGivesAnExample(string provider, string text)
    {
        var exception = Assert.Throws<StartRefusedException>(() => DatabaseSettings.Resolve(new DatabaseOptions { Provider = provider, ConnectionString = text }, "/data"));

        Assert.Contains("e.g.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretFile_OfAKnownOrOwnName_IsRead()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["secret"], "  value\n");
        var environment = new Dictionary<string, string> { ["OPENAI_API_KEY_FILE"] = temp["secret"], ["Database__ConnectionString_FILE"] = temp["secret"], ["SSL_CERT_FILE"] = "/nowhere" };

        var configuration = new ConfigurationBuilder().Add(new SecretFiles(environment)).Build();

        Assert.Equal(("value", "value", null), (configuration["OPENAI_API_KEY"], configuration["Database:ConnectionString"], configuration["SSL_CERT"]));
    }

    [Fact]
    public void SecretFile_BesideItsVariable_IsRefused()
    {
        var environment = new Dictionary<string, string> { ["OPENAI_API_KEY_FILE"] = "/x", ["OPENAI_API_KEY"] = "hunter2" };

        var exception = Assert.Throws<StartRefusedException>(() => new ConfigurationBuilder().Add(new SecretFiles(environment)).Build());

        Assert.StartsWith("OPENAI_API_KEY and OPENAI_API_KEY_FILE are both set", exception.Message, StringComparison.Ordinal);
    }
}
