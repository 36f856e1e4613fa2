using System.Collections.Concurrent;

namespace BlazorChat.Core.Generation;

/// <summary>Carries the wish to stop to the answers that run in this process. Thread-safe.</summary>
internal sealed class RunningGenerations
{
    private readonly ConcurrentDictionary<Guid, RunningGeneration> _running = new();

    /// <summary>Registers a job before it is claimed, so that a stop after the claim always finds it.</summary>
    public RunningGeneration Add(Guid jobId, CancellationToken shutdown) => _running[jobId] = new RunningGeneration(shutdown);

    public bool Contains(Guid jobId) => _running.ContainsKey(jobId);

    public void Remove(Guid jobId)
    {
        if (_running.TryRemove(jobId, out var running)) running.Dispose();
    }

    /// <summary>False where the job does not run here.</summary>
    public bool Stop(Guid jobId)
    {
        if (!_running.TryGetValue(jobId, out var running)) return false;
        running.Stop();
        return true;
    }
}

/// <summary>One answer's token: cancelled by its user or by the server's end.</summary>
internal sealed class RunningGeneration(CancellationToken shutdown) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
    private bool _isDisposed;

    public CancellationToken Token => _source.Token;

    public bool IsStoppedByUser { get; private set; }

    public void Stop()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            IsStoppedByUser = true;
            _source.Cancel();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _source.Dispose();
        }
    }
}
