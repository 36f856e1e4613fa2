namespace BlazorChat.Core.Providers;

/// <summary>Raises events whose handlers belong to others.</summary>
internal static class Notifications
{
    /// <summary>Calls every handler; what one throws neither keeps the others from being called nor reaches the caller.</summary>
    public static void Raise(Action? handlers, Action<Exception> onError)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler();
            }
            catch (Exception exception)
            {
                onError(exception);
            }
        }
    }
}
