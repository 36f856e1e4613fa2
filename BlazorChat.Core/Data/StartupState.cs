namespace BlazorChat.Core.Data;

/// <summary>How far the start is. Background work that needs the database waits for <see cref="WhenReadyAsync"/>. Thread-safe.</summary>
public sealed class StartupState
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _failure;

    /// <summary>Whether the database is up to date and recovery is done.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the start failed; null where it did not.</summary>
    public Exception? Failure => _failure;

    /// <summary>Waits until the server is ready; for ever where the start failed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WhenReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Says that the server is ready.</summary>
    public void MarkReady() => _ready.TrySetResult();

    /// <summary>Says that the start failed; the server is about to stop.</summary>
    public void MarkFailed(Exception failure) => _failure = failure;
}
