using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Hosting;

/// <summary>A wrong setting ends the process with 1 and a sentence that names it, what is wrong, and an example.</summary>
public sealed class WrongSettingTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("PORT", "80a", "PORT is '80a', which is no port number from 0 to 65535, e.g. PORT=8080.")]
    [InlineData("ASPNETCORE_URLS", "localhost", "The listening address 'localhost' cannot be read, e.g. ASPNETCORE_URLS=http://localhost:8080.")]
    [InlineData("BlazorChat__DataFolder", "/dev/null/x", "The data folder '/dev/null/x' cannot be written to")]
    [InlineData("BlazorChat__DataFoldr", "/x", "BlazorChat:DataFoldr is no setting; BlazorChat has DataFolder, PublicUrl, e.g. BlazorChat__DataFolder.")]
    [InlineData("Database__Provider", "mysql", "Database:Provider is 'mysql', but only sqlite and postgres are known, e.g. Database__Provider=postgres.")]
    [InlineData("Database__StartTimeout", "soon", "Database has a value that cannot be read")]
    [InlineData("Database__ConnectionString", "Data Source=:memory:", "Database:ConnectionString names no file")]
    [InlineData("DATABASE_URL", "mysql://user:hunter2@host/db", "DATABASE_URL is a URL of 'mysql', but only PostgreSQL and SQLite are known, e.g. postgres://")]
    [InlineData("DATABASE_URL_FILE", "/nowhere/url", "DATABASE_URL_FILE names the file '/nowhere/url', which cannot be read; give the path of a readable file, e.g. DATABASE_URL_FILE=/run/secrets/database_url.")]
    [InlineData("ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "ENCRYPTION_KEY is a placeholder or can be guessed; make one with: openssl rand -base64 32.")]
    [InlineData("BLAZORCHAT_ENCRYPTION_KEY", "c2hvcnQ=", "BLAZORCHAT_ENCRYPTION_KEY has 5 bytes instead of 32; make one with: openssl rand -base64 32.")]
    [InlineData("Proxies__Known__0", "nginx", "Proxies:Known has 'nginx', which is no address or network, e.g. Proxies__Known__0=10.0.0.5 or 172.16.0.0/12.")]
    [InlineData("Registration__Mode", "ajar", "Registration:Mode is 'ajar', but only closed, invitation and open are known, e.g. Registration__Mode=invitation.")]
    [InlineData("Circuits__Compression", "brotli", "Circuits:Compression is 'brotli', which is neither true nor false, e.g. Circuits__Compression=true.")]
    public async Task Start_WrongSetting_EndsWithItsSentence(string name, string value, string sentence)
    {
        using var server = ServerProcess.Start(_temp["data"], (name, value));

        Assert.Equal(1, await server.WaitForExitAsync());

        var line = Assert.Single(server.Errors);
        Assert.StartsWith(sentence, line, StringComparison.Ordinal);
        Assert.Contains("e.g.", line.Replace("make one with:", "e.g.", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }

    [Fact]
    public async Task Start_SeveralWrongSettings_NamesThemAllAtOnce()
    {
        using var server = ServerProcess.Start(_temp["data"], ("PORT", "x"), ("Database__Provider", "mysql"));

        Assert.Equal(1, await server.WaitForExitAsync());

        var line = Assert.Single(server.Errors);
        Assert.Contains("PORT", line, StringComparison.Ordinal);
        Assert.Contains("mysql", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OthersVariables_SaysWhatTheyDo()
    {
        using var server = await ServerProcess.StartReadyAsync(_temp["data"], ("REDIS_URL", "redis://localhost"), ("JWT_SECRET", "x"));

        await server.TerminateAsync();
        Assert.Equal(3, server.Output.Count);
        Assert.Contains(server.Errors, line => line.EndsWith("REDIS_URL is set, but no Redis is needed: one server needs nothing beside it, and several share PostgreSQL.", StringComparison.Ordinal));
        Assert.Contains(server.Errors, line => line.EndsWith("Set, but not used yet by this version: JWT_SECRET.", StringComparison.Ordinal));
    }
}
