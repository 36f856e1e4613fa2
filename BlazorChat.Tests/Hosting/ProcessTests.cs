using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Tests.Hosting;

/// <summary>What a person or a service manager sees of the process.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => _temp["data"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Start_NothingConfigured_SaysThreeLinesAndNothingElse()
    {
        using var server = await ServerProcess.StartReadyAsync(Data);
        await server.TerminateAsync();

        Assert.Equal(
            [$"BlazorChat listens on {server.Url}", $"Its data is in {Data}", $"Create the first account at {server.Url}"],
            server.Output);
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task Start_NothingConfigured_MakesPrivateFiles()
    {
        using var server = await ServerProcess.StartReadyAsync(Data);

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode folder = file | UnixFileMode.UserExecute;
        foreach (var path in Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories).Append(Data))
            Assert.Equal((path, Directory.Exists(path) ? folder : file), (path, File.GetUnixFileMode(path)));
        Assert.All(["blazorchat.db", "master.key", "setup-code"], name => Assert.True(File.Exists(Path.Combine(Data, name)), name));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Data, "keys")));
    }

    [Fact]
    public async Task Start_BeyondLoopback_ShowsTheSetupCode()
    {
        using var server = await ServerProcess.StartReadyAsync(Data, ("ASPNETCORE_URLS", "http://*:0"));

        var code = (await File.ReadAllTextAsync(Path.Combine(Data, "setup-code"))).Trim();
        Assert.EndsWith($"with the setup code {code}", server.Output[2], StringComparison.Ordinal);
        Assert.Contains(server.Errors, line => line.Contains("AllowedHosts is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_FolderInUse_NamesTheHolder()
    {
        using var first = await ServerProcess.StartReadyAsync(Data);
        using var second = ServerProcess.Start(Data);

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Equal([$"The data folder '{Data}' is in use by another BlazorChat (process {first.Id}, {first.Url}); stop that one, or give this one a folder of its own, e.g. BlazorChat__DataFolder=/srv/another."], second.Errors);
    }

    [Fact]
    public async Task Start_AfterAKill_TakesTheFolder()
    {
        using var first = await ServerProcess.StartReadyAsync(Data);
        await first.KillAsync();

        using var second = await ServerProcess.StartReadyAsync(Data);

        Assert.Equal(3, second.Output.Count);
    }

    [Fact]
    public async Task Terminate_Ready_EndsWithZeroInTime()
    {
        using var server = await ServerProcess.StartReadyAsync(Data);
        var watch = Stopwatch.StartNew();

        Assert.Equal(0, await server.TerminateAsync());

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Terminate_ClientKeepsTheConnectionOpen_EndsInTime()
    {
        using var server = await ServerProcess.StartReadyAsync(Data);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(server.Url + "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var watch = Stopwatch.StartNew();

        Assert.Equal(0, await server.TerminateAsync());

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        using var first = await ServerProcess.StartReadyAsync(Data);
        using var second = ServerProcess.Start(_temp["other"], ("ASPNETCORE_URLS", first.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)));

        Assert.Equal(1, await second.WaitForExitAsync());
        var sentence = Assert.Single(second.Errors);
        Assert.Contains("address already in use; stop the other program or choose another port, e.g. PORT=8081.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseOfANewerVersion_EndsWithItsSentence()
    {
        using (var first = await ServerProcess.StartReadyAsync(Data)) await first.TerminateAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "blazorchat.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Future', '99.0.0')""";
            await command.ExecuteNonQueryAsync();
        }

        using var second = ServerProcess.Start(Data);

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains("was made by a newer BlazorChat", Assert.Single(second.Errors), StringComparison.Ordinal);
        Assert.Empty(second.Output);
    }
}
