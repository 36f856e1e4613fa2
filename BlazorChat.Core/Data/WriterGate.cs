namespace BlazorChat.Core.Data;

/// <summary>
/// Lets one writer at a time through on SQLite, which has only one and whose asynchronous calls block a thread while they wait.
/// On PostgreSQL it is open. Thread-safe.
/// </summary>
public sealed class WriterGate(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim? _semaphore = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Waits for the turn; disposing the lease ends it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the turn came.</exception>
    public async ValueTask<Lease> EnterAsync(CancellationToken cancellationToken)
    {
        if (_semaphore is not null) await _semaphore.WaitAsync(cancellationToken);
        return new Lease(_semaphore);
    }

    /// <inheritdoc/>
    public void Dispose() => _semaphore?.Dispose();

    /// <summary>A turn at the gate. Dispose it once.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly SemaphoreSlim? _semaphore;

        internal Lease(SemaphoreSlim? semaphore) => _semaphore = semaphore;

        /// <inheritdoc/>
        public void Dispose() => _semaphore?.Release();
    }
}
