namespace BlazorChat.Core.Data;

/// <summary>Opens once, when the database is migrated and recovered. Background work waits for it. Thread-safe.</summary>
public sealed class StartUpGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the gate opens.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Opens the gate; again does nothing.</summary>
    public void Open() => _opened.TrySetResult();
}
