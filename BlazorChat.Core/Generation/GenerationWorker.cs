using System.Collections.Concurrent;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Takes jobs from the queue and owns their tasks. At the server's end it cancels them and waits until each one is saved.</summary>
internal sealed partial class GenerationWorker(
    IGenerationQueue queue, GenerationExecution execution, GenerationStore store, TimeProvider time, ILogger<GenerationWorker> logger) : BackgroundService
{
    /// <summary>How often jobs are marked as alive.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, Task> _tasks = new();
    private readonly CancellationTokenSource _shutdown = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _shutdown.CancelAsync();
        await Task.WhenAll(_tasks.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        base.Dispose();
        _shutdown.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => 
        Task.WhenAll(TakeAsync(stoppingToken), BeatAsync(stoppingToken)).UntilStoppedAsync(stoppingToken);

    private async Task TakeAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var generation = await queue.TakeAsync(stoppingToken);
            // It begins when the entry is there, so that its removal always comes after.
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _tasks[generation.JobId] = RunAsync(generation, entered.Task);
            entered.SetResult();
        }
    }

    private async Task RunAsync(QueuedGeneration generation, Task entered)
    {
        await entered;
        try
        {
            if (await execution.RunAsync(generation, _shutdown.Token) is { } next) queue.Enqueue(next);
        }
        catch (Exception exception)
        {
            LogFailed(logger, generation.JobId, exception); // Its row stays as it is and is recovered by its missing heartbeat.
        }
        finally
        {
            _tasks.TryRemove(generation.JobId, out _);
            queue.Release(generation);
        }
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!_tasks.IsEmpty) await store.BeatAsync(_tasks.Keys, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogBeatFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Generation {JobId} could not be carried to an end; it is recovered in a moment.")]
    private static partial void LogFailed(ILogger logger, Guid jobId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat could not be written.")]
    private static partial void LogBeatFailed(ILogger logger, Exception exception);
}
