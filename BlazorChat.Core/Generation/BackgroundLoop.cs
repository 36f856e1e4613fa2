namespace BlazorChat.Core.Generation;

/// <summary>The end of a background service's loop.</summary>
internal static class BackgroundLoop
{
    /// <summary>
    /// Takes the cancellation that ends a loop for its normal end. The host does so by itself only while it stops in order, not where another
    /// service could not start, and would then report every loop as failed.
    /// </summary>
    public static async Task UntilStoppedAsync(this Task loop, CancellationToken stoppingToken)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
