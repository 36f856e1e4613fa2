using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace BlazorChat.Tests.Generation;

/// <summary>The real program at its orderly end, with an answer running (R4).</summary>
public sealed class OrderlyEndTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20); // Generous: R4's 8 seconds are for an idle machine.
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Terminate_InTheMiddleOfAnAnswer_SavesItWhateverOthersDo(bool withASlowStranger)
    {
        var folder = _temp["data"];
        using var server = await ServerProcess.StartReadyAsync(folder, ("Offline__WordsPerSecond", "10"));
        var page = await PageClient.RegisterAsync(new HttpClient { BaseAddress = new Uri(server.Url) });
        using var sent = await page.SendAsync(new { message = "Tell me", client_message_id = "1" });
        var message = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message_id").GetGuid();
        await UntilAsync(folder, $"SELECT count(*) FROM journal WHERE message_id = '{message.ToString().ToUpperInvariant()}'");
        using var stranger = withASlowStranger ? await UploadSlowlyAsync(new Uri(server.Url)) : null;

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await server.TerminateAsync());

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
        Assert.Equal(13L, await ScalarAsync(folder, "SELECT status FROM generations")); // Interrupted.
        Assert.Equal(13L, await ScalarAsync(folder, "SELECT status FROM messages WHERE role = 2"));
        Assert.Equal(0L, await ScalarAsync(folder, "SELECT count(*) FROM journal"));
        Assert.Contains("## No AI", (string)(await ScalarAsync(folder, "SELECT parts FROM messages WHERE role = 2"))!, StringComparison.Ordinal);
    }

    /// <summary>Begins a request that never ends.</summary>
    private static async Task<TcpClient> UploadSlowlyAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var head = $"POST /account/login HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\nInput.Name=a";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        return client;
    }

    private static async Task UntilAsync(string folder, string sql)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(TestTimeout.Token))
        {
            if (await ScalarAsync(folder, sql) is > 0L) return;
        }
    }

    private static async Task<object?> ScalarAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "blazorchat.db")};Pooling=False");
        await connection.OpenAsync(TestTimeout.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestTimeout.Token);
    }
}
