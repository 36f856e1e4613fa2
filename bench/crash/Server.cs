using System.Diagnostics;
using System.Net;

namespace BlazorChat.Bench.Crash;

/// <summary>The real program as a process of its own, on a port of its own.</summary>
internal sealed class Server(string dll, string url, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    private static readonly HttpClient Health = new() { Timeout = TimeSpan.FromSeconds(2) };
    private Process? _process;

    public int ProcessId => _process!.Id;

    /// <summary>Starts it and waits until it is ready; returns how long that took.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var info = new ProcessStartInfo("dotnet", [Path.GetFullPath(dll)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        info.Environment["ASPNETCORE_URLS"] = url;
        var watch = Stopwatch.StartNew();
        _process = Process.Start(info)!;
        _process.OutputDataReceived += (_, line) => { if (Environment.GetEnvironmentVariable("VERBOSE") is not null) Console.WriteLine("      " + line.Data); };
        _process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.WriteLine("      " + line.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
            if (watch.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException("The server is not ready after a minute.");
            await Task.Delay(20);
        }

        return watch.Elapsed;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Health.GetAsync(url + "/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
