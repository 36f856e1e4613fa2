namespace BlazorChat.Web.Hosting;

/// <summary>Awaiting a token.</summary>
internal static class CancellationTokenExtensions
{
    /// <summary>Ends when <paramref name="awaited"/> is cancelled; the host's lifetime speaks in such tokens.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public static async Task WhenCancelledAsync(this CancellationToken awaited, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = awaited.Register(source.SetResult);
        await source.Task.WaitAsync(cancellationToken);
    }
}
