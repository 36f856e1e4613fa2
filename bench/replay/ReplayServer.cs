using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorChat.Bench.Replay;

/// <summary>The folder's own server of its recordings, as a process of its own.</summary>
internal sealed class ReplayServer : IDisposable
{
    private readonly Process _process;

    private ReplayServer(Process process, int port) => (_process, Url) = (process, $"http://127.0.0.1:{port}");

    public string Url { get; }

    /// <summary>Starts it and waits until it says that it is there.</summary>
    public static async Task<ReplayServer> StartAsync(string folder)
    {
        var port = FreePort();
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("NODE") ?? "node", [Path.Combine(folder, "replay.mjs")]) { RedirectStandardOutput = true };
        info.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var server = new ReplayServer(Process.Start(info)!, port);
        _ = await server._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("replay.mjs ended before it was ready.");
        return server;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
