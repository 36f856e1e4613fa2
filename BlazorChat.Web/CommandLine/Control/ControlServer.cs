using System.Collections.Concurrent;
using System.Net.Sockets;
using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>
/// Carries out what the command line asks while this server has the data folder. Whoever may open the socket may use the folder, and with it
/// do everything. A server that cannot listen there goes on without.
/// </summary>
internal sealed partial class ControlServer(DataFolder folder, IEnumerable<IControlVerb> verbs, StartupState startup, ILogger<ControlServer> logger) : BackgroundService
{
    /// <summary>A command comes at once, or it is none.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Task, byte> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startup.WhenReadyAsync(stoppingToken);
            using var listener = new ControlListener(ControlAddress.Of(folder));
            while (true)
            {
                var stream = await listener.AcceptAsync(stoppingToken);
                var answer = AnswerAsync(stream, stoppingToken);
                _running.TryAdd(answer, 0);
                if (answer.IsCompleted) _running.TryRemove(answer, out _);
                foreach (var done in _running.Keys.Where(task => task.IsCompleted)) _running.TryRemove(done, out _);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Keys);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            LogDeaf(exception.Message);
        }
    }

    private async Task AnswerAsync(Stream stream, CancellationToken stoppingToken)
    {
        try
        {
            await using var connection = new ControlConnection(stream);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            timeout.CancelAfter(RequestTimeout);
            if (await connection.ReadAsync<ControlRequest>(timeout.Token) is not { } request) return;
            var verb = verbs.FirstOrDefault(verb => verb.Name == request.Verb);
            if (verb is null) await connection.WriteErrorAsync($"The server that runs does not know '{request.Verb}'; it is of another version. Restart it.", stoppingToken);
            var exitCode = verb is null ? 1 : await verb.RunAsync(request.Body, connection, stoppingToken);
            await connection.WriteAsync(new ControlAnswer { ExitCode = exitCode }, stoppingToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidDataException)
        {
            // Whoever asked is gone, or asked nothing that can be read.
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Commands such as 'user list' cannot reach this server while it runs: {Reason}")]
    private partial void LogDeaf(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A command failed")]
    private partial void LogFailed(Exception exception);
}
