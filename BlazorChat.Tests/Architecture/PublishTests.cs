using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Tests.Architecture;

/// <summary>Publishes what the image holds and starts it as the image does: read-only, from another folder, with a data folder of its own.</summary>
[Trait("Category", "Publish")]
[Collection(nameof(PublishTests))]
public sealed class PublishTests : IDisposable, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8); // R4

    private readonly string _folder = Directory.CreateTempSubdirectory("bc-publish-").FullName;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public void Dispose()
    {
        _client.Dispose();
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await ChildProcess.RunAsync("chmod", ["-R", "u+w", _folder], Path.GetTempPath(), CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PublishedProgram_StartedAsInTheImage_ServesAndStops()
    {
        using var patience = new CancellationTokenSource(Patience);
        var program = Path.Combine(_folder, "program");
        var publish = Path.Combine(SourceTree.Root, "deploy", "publish.sh");
        var scratch = Path.Combine(SourceTree.Root, "BlazorChat.Tests", "obj", "publish"); // Kept: the next run compiles what changed.
        await ChildProcess.RunAsync("bash", [publish, "--scratch", scratch, program], SourceTree.Root, patience.Token);
        await ChildProcess.RunAsync("chmod", ["-R", "a-w", program], _folder, patience.Token);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var server = StartServer(program, address);

        await UntilReadyAsync(server, address, patience.Token);
        await HealthCheckAsync(address.Port, expected: 0, patience.Token);
        using var home = await _client.GetAsync(address, patience.Token);
        Assert.True(home.IsSuccessStatusCode, $"/ answers {(int)home.StatusCode}");
        foreach (var script in new[] { "/_framework/blazor.web.js", "/_content/Radzen.Blazor/Radzen.Blazor.js" })
        {
            Assert.NotEmpty(await _client.GetByteArrayAsync(new Uri(address, script), patience.Token));
        }

        // 21 MB of themes and fonts that no page links (BlazorChat.Web.csproj).
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(program, "wwwroot", "_content"), "*", SearchOption.AllDirectories), file => !file.Contains(".js", StringComparison.Ordinal));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_folder, "data")));
        await StopAsync(server, patience.Token);
        await HealthCheckAsync(address.Port, expected: 1, patience.Token);
    }

    private ChildProcess StartServer(string program, Uri address)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        return ChildProcess.Start("dotnet", [Path.Combine(program, "BlazorChat.Web.dll")], elsewhere, new()
        {
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["DOTNET_ENVIRONMENT"] = null,
            ["BlazorChat__DataFolder"] = Path.Combine(_folder, "data"),
        });
    }

    private async Task UntilReadyAsync(ChildProcess server, Uri address, CancellationToken cancellationToken)
    {
        while (true)
        {
            Assert.False(server.HasExited, $"The program ended before it was ready:\n{server.Output}");
            try
            {
                using var answer = await _client.GetAsync(new Uri(address, "/health/ready"), cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            // Another process: there is nothing but its port to wait for.
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static async Task HealthCheckAsync(int port, int expected, CancellationToken cancellationToken)
    {
        using var check = ChildProcess.Start("bash", [Path.Combine(SourceTree.Root, "deploy", "healthcheck.sh")], SourceTree.Root, new() { ["PORT"] = $"{port}" });
        Assert.Equal(expected, await check.WaitAsync(cancellationToken));
    }

    private static async Task StopAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await ChildProcess.RunAsync("kill", ["-TERM", $"{server.Id}"], Path.GetTempPath(), cancellationToken);
        var code = await server.WaitAsync(cancellationToken);

        Assert.True(code == 0, $"SIGTERM ended it with {code}:\n{server.Output}");
        Assert.True(watch.Elapsed < StopLimit, $"It took {watch.Elapsed} to stop.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>It compiles with every core there is: nothing runs beside it.</summary>
[CollectionDefinition(nameof(PublishTests), DisableParallelization = true)]
public sealed class PublishTestsRunAlone;
