using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Administration;

/// <summary>
/// Asks one part in bounded time. A part that hangs is asked no second time until it has answered: however often and by how many it is
/// wanted, it holds one thread at most. Thread-safe.
/// </summary>
/// <typeparam name="T">What is known of the part.</typeparam>
internal sealed partial class HealthProbe<T>(string name, Func<CancellationToken, Task<T>> ask, TimeProvider time, ILogger logger)
    where T : class
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<T>? _running;

    /// <summary>Asks, or waits for the answer that is under way.</summary>
    public async Task<HealthPart<T>> ReadAsync(CancellationToken cancellationToken)
    {
        Task<T> running;
        lock (_lock)
        {
            // On a thread of its own: SQLite and the file system block theirs whatever the method is called.
            if (_running is not { IsCompleted: false }) _running = Task.Run(() => ask(CancellationToken.None), CancellationToken.None);
            running = _running;
        }

        try
        {
            return new HealthPart<T>(await running.WaitAsync(Timeout, time, cancellationToken), null);
        }
        catch (TimeoutException) when (!running.IsFaulted)
        {
            return new HealthPart<T>(null, HealthFailure.Slow);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, name, exception);
            return new HealthPart<T>(null, HealthFailure.Failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Part} could not be looked at for the health page")]
    private static partial void LogFailed(ILogger logger, string part, Exception exception);
}
