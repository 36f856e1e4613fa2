using System.Threading.Channels;

namespace BlazorChat.Web.Components.State;

/// <summary>
/// Reads again when something is said to have changed: at once, then at most once in an interval, however many hints come.
/// <see cref="Signal"/> is thread-safe and quick. Disposing waits for a read that is under way.
/// </summary>
internal sealed partial class RefreshLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(120);
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <summary>Starts the loop; <paramref name="refresh"/> goes to the page's own context by itself.</summary>
    public RefreshLoop(Func<CancellationToken, Task> refresh, TimeProvider time, ILogger logger) => _loop = RunAsync(refresh, time, logger);

    /// <summary>Says that something changed.</summary>
    public void Signal() => _hints.Writer.TryWrite(true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> refresh, TimeProvider time, ILogger logger)
    {
        try
        {
            await foreach (var _ in _hints.Reader.ReadAllAsync(_stop.Token))
            {
                try
                {
                    await refresh(_stop.Token);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    RefreshFailed(logger, exception);
                }

                await Task.Delay(Interval, time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not read its sessions again")]
    private static partial void RefreshFailed(ILogger logger, Exception exception);
}
