namespace BlazorChat.Core.Accounts;

/// <summary>
/// Lets only so many passwords be hashed at once that the rest of the server goes on (a hash is work on purpose), and the tries of one account
/// one after another, so that none of them misses what the one before has counted. Thread-safe.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    /// <summary>How many may wait; more are refused at once.</summary>
    public const int MaxWaiting = 128;

    private readonly SemaphoreSlim[] _accounts = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly SemaphoreSlim _hashes = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _waiting;

    /// <summary>Runs the work when its turn comes; <paramref name="busy"/> where too many wait.</summary>
    /// <param name="account">Whose try it is. Two accounts may share a lane; one account never has two.</param>
    /// <param name="work">The work, with a hash in it.</param>
    /// <param name="busy">What to return where it was not done.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> RunAsync<T>(Guid account, Func<Task<T>> work, T busy, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return busy;
        }

        try
        {
            var lane = _accounts[(uint)account.GetHashCode() % _accounts.Length];
            await lane.WaitAsync(cancellationToken);
            try
            {
                await _hashes.WaitAsync(cancellationToken);
                try
                {
                    return await work();
                }
                finally
                {
                    _hashes.Release();
                }
            }
            finally
            {
                lane.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        _hashes.Dispose();
        foreach (var lane in _accounts) lane.Dispose();
    }
}
