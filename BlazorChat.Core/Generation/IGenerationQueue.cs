namespace BlazorChat.Core.Generation;

/// <summary>A job that may run.</summary>
internal sealed record QueuedGeneration(Guid JobId, Guid MessageId, Guid OwnerId);

/// <summary>Hands jobs to workers: for each owner in the order they came, and at most so many at a time. Thread-safe.</summary>
internal interface IGenerationQueue
{
    /// <summary>Adds a job; one that waits stays as it is, one that is taken comes again after its release.</summary>
    void Enqueue(QueuedGeneration generation);

    /// <summary>Waits for a job. Whoever takes it calls <see cref="Release"/> when it is done.</summary>
    ValueTask<QueuedGeneration> TakeAsync(CancellationToken cancellationToken);

    void Release(QueuedGeneration generation);
}
