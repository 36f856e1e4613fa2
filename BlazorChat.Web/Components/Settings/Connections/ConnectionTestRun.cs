using BlazorChat.Core.Providers.Connections;

namespace BlazorChat.Web.Components.Settings.Connections;

/// <summary>The test of one form: at most one at a time. Used from the page's own context only.</summary>
internal sealed class ConnectionTestRun : IDisposable
{
    private CancellationTokenSource? _running;

    /// <summary>What the last one found; null where none did, or what it found is about other values.</summary>
    public ConnectionTest? Result { get; private set; }

    /// <summary>Whether one is under way.</summary>
    public bool IsRunning => _running is not null;

    /// <summary>Runs one. Whoever cancels it is told nothing.</summary>
    public async Task RunAsync(Func<CancellationToken, Task<ConnectionTest?>> test)
    {
        Clear();
        using var running = _running = new CancellationTokenSource();
        try
        {
            var result = await test(running.Token);
            if (!running.IsCancellationRequested) Result = result;
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            Result = null;
        }
        finally
        {
            if (_running == running) _running = null;
        }
    }

    /// <summary>Forgets what was found, and stops what is under way.</summary>
    public void Clear()
    {
        Result = null;
        _running?.Cancel();
        _running = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
