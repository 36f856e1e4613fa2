namespace BlazorChat.Core.Sessions;

/// <summary>A hint that something of a user's sessions changed: look again. It carries no content.</summary>
/// <param name="OwnerId">Whose session.</param>
/// <param name="SessionId">Which session.</param>
public sealed record SessionChanged(Guid OwnerId, Guid SessionId);

/// <summary>Tells every open page of a user, on any device, that a session changed. Thread-safe.</summary>
public interface ISessionEvents
{
    /// <summary>Calls every subscriber of that owner; their errors reach nobody else.</summary>
    void Publish(SessionChanged change);

    /// <summary>Subscribes to one owner's changes; the handler must be quick and is called on any thread. Dispose to unsubscribe.</summary>
    IDisposable Subscribe(Guid ownerId, Action<SessionChanged> handler);
}
