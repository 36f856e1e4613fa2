using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Sessions;

/// <summary>The hints of one process.</summary>
internal sealed partial class SessionEvents(ILogger<SessionEvents> logger) : ISessionEvents
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    public void Publish(SessionChanged change)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            if (subscription.OwnerId != change.OwnerId) continue;
            try
            {
                subscription.Handler(change);
            }
            catch (Exception exception)
            {
                LogHandlerFailed(logger, change.SessionId, exception);
            }
        }
    }

    public IDisposable Subscribe(Guid ownerId, Action<SessionChanged> handler)
    {
        var subscription = new Subscription(this, ownerId, handler);
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber failed on a change of session {SessionId}.")]
    private static partial void LogHandlerFailed(ILogger logger, Guid sessionId, Exception exception);

    private sealed class Subscription(SessionEvents events, Guid ownerId, Action<SessionChanged> handler) : IDisposable
    {
        public Guid OwnerId { get; } = ownerId;

        public Action<SessionChanged> Handler { get; } = handler;

        public void Dispose() => events._subscriptions.TryRemove(this, out _);
    }
}
