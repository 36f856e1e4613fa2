using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace BlazorChat.Tests.Infrastructure;

/// <summary>The built program as a process of its own: what a kill, a signal and a console really do.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int Sigterm = 15;
    private static readonly string[] OthersVariables = ["DATABASE_URL", "PORT", "REDIS_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY", "OLLAMA_BASE_URL", "DEFAULT_MODEL", "ENCRYPTION_KEY", "BLAZORCHAT_ENCRYPTION_KEY", "ASPNETCORE_HTTP_PORTS"];

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>The lines on standard output up to now.</summary>
    public IReadOnlyList<string> Output { get { lock (_output) return [.. _output]; } }

    /// <summary>The lines on standard error up to now.</summary>
    public IReadOnlyList<string> Errors { get { lock (_errors) return [.. _errors]; } }

    /// <summary>Where it listens, once it is ready.</summary>
    public string Url => Listens().Match(Output[0]).Groups[1].Value;

    /// <summary>Starts it, on a free port of this machine unless the environment says otherwise.</summary>
    public static ServerProcess Start(string dataFolder, params (string Name, string Value)[] environment) => Start(dataFolder, [], environment);

    private static ServerProcess Start(string dataFolder, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BlazorChat.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(), // Not the program's folder: it has to find its settings from anywhere.
        };
        foreach (var name in OthersVariables) start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["BlazorChat__DataFolder"] = dataFolder;
        start.Environment["Ollama__Discover"] = "false"; // Whatever runs on this machine is none of the tests' business.
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => server.Take(line.Data);
        server._process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) lock (server._errors) server._errors.Add(text); };
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a verb to its end. Returns its exit code and what it wrote.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string dataFolder, string verb, params (string Name, string Value)[] environment) =>
        RunAsync(dataFolder, [verb], input: null, environment);

    /// <summary>Runs a verb with its arguments to its end.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="arguments">What is typed.</param>
    /// <param name="input">What standard input has; null where there is none.</param>
    /// <param name="environment">Variables.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string dataFolder, string[] arguments, string? input, params (string Name, string Value)[] environment)
    {
        using var program = Start(dataFolder, arguments, environment);
        if (input is not null) await program._process.StandardInput.WriteAsync(input);
        program._process.StandardInput.Close();
        await program._process.WaitForExitAsync(TestTimeout.Token);
        return (program.ExitCode, string.Join('\n', program.Output), string.Join('\n', program.Errors));
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartReadyAsync(string dataFolder, params (string Name, string Value)[] environment)
    {
        var server = Start(dataFolder, environment);
        try
        {
            await server.WhenReadyAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the last of its three lines.</summary>
    public async Task WhenReadyAsync()
    {
        var exit = _process.WaitForExitAsync(TestTimeout.Token);
        if (await Task.WhenAny(_ready.Task, exit).WaitAsync(TestTimeout.Default) == exit)
            throw new InvalidOperationException($"The server ended with {ExitCode} instead of becoming ready: {string.Join('\n', Errors)}");
    }

    /// <summary>Waits for its end and all of its output.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestTimeout.Token);
        return ExitCode;
    }

    /// <summary><c>kill -9</c>: nothing of the program runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits for its end.</summary>
    public async Task<int> TerminateAsync()
    {
        if (Kill(_process.Id, Sigterm) != 0) throw new InvalidOperationException("The signal could not be sent.");
        return await WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Add(line);
            if (_output.Count == 3) _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"listens on (\S+)")]
    private static partial Regex Listens();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
