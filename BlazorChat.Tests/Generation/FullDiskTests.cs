using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Tests.Generation;

/// <summary>The real program on a disk that is really full (R7).</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task FullDisk_InTheMiddleOfAnAnswer_SaysSoLosesNothingAndHealsWithoutRestart()
    {
        using var disk = SmallDisk.Mount(32);
        var folder = Path.Combine(disk.Path, "data");
        using var server = await ServerProcess.StartReadyAsync(folder, ("Offline__WordsPerSecond", "20"));
        var page = await PageClient.RegisterAsync(new HttpClient { BaseAddress = new Uri(server.Url) });
        using var first = await page.SendAsync(new { message = "Are you there?", client_message_id = "first" });
        var answer = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message_id").GetGuid();

        disk.Fill();
        var (key, text) = ("", new string('x', 190_000));
        HttpResponseMessage refused;
        var accepted = 0;
        do
        {
            // The write-ahead log may have some room of its own left.
            refused = await page.SendAsync(new { message = text, client_message_id = key = $"big{accepted}" });
        }
        while (refused.IsSuccessStatusCode && accepted++ < 200);

        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.Equal("storage_full", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using (var read = await page.Http.GetAsync("/", TestTimeout.Token)) Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        disk.Free();
        using var again = await page.SendAsync(new { message = text, client_message_id = key });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("completed", await EndOfAsync(folder, answer));
        Assert.Equal(0, await server.TerminateAsync());
        await using var connection = await OpenAsync(folder);
        Assert.Equal("ok", await ScalarAsync(connection, "PRAGMA integrity_check"));
        Assert.Equal((accepted + 2L) * 2, await ScalarAsync(connection, "SELECT count(*) FROM messages")); // No half of an exchange.
    }

    private static async Task<string> EndOfAsync(string folder, Guid message)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(TestTimeout.Token))
        {
            await using var connection = await OpenAsync(folder);
            var status = await ScalarAsync(connection, $"SELECT status FROM messages WHERE id = '{message.ToString().ToUpperInvariant()}'");
            if (status is long and >= 10) return (long)status == 10 ? "completed" : $"status {status}";
        }

        throw new TimeoutException();
    }

    private static async Task<SqliteConnection> OpenAsync(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "blazorchat.db")};Pooling=False");
        await connection.OpenAsync(TestTimeout.Token);
        return connection;
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestTimeout.Token);
    }
}
