using System.Collections.Concurrent;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Generation;

/// <summary>Takes jobs from the queue and owns their tasks. At the server's end it cancels them and waits until each one is saved.</summary>
internal sealed partial class GenerationWorker(
    IGenerationQueue queue, GenerationOwners owners, GenerationExecution execution, GenerationStore store, TimeProvider time, ILogger<GenerationWorker> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>How often jobs are marked as alive.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, Task> _tasks = new();
    private readonly CancellationTokenSource _shutdown = new();
    private volatile bool _isDisposed;

    /// <summary>How long the server's end waits for the answers to be saved; what is not by then is recovered at the next start.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Before anything else stops, the web server included: it waits for open requests, and one slow stranger would otherwise use up the
    /// time in which the answers are saved.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed) return; // A host that is taken apart may stop what it has disposed already.
        await _shutdown.CancelAsync();
        await Task.WhenAll(_tasks.Values).WaitAsync(DrainTimeout, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await StoppingAsync(cancellationToken); // Where the host did not say so before.
        await base.StopAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _isDisposed = true;
        base.Dispose();
        _shutdown.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => 
        Task.WhenAll(TakeAsync(stoppingToken), BeatAsync(stoppingToken)).UntilStoppedAsync(stoppingToken).UntilStoppedAsync(_shutdown.Token);

    private async Task TakeAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _shutdown.Token);
        while (!stopping.IsCancellationRequested)
        {
            var generation = await queue.TakeAsync(stopping.Token);
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
            using var watch = owners.Watch(generation.OwnerId);
            if (!await owners.MayRunAsync(generation, _shutdown.Token)) return;
            if (await execution.RunAsync(generation, _shutdown.Token) is { } next) queue.Enqueue(next);
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // Not claimed: it is still queued and runs after the restart.
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
