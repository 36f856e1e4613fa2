using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>Tells every open page of an account that something of its access changed: it asks <see cref="AccountAccess"/> again. Thread-safe.</summary>
public sealed partial class AccountEvents
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();
    private readonly ILogger<AccountEvents> _logger;

    internal AccountEvents(ILogger<AccountEvents> logger) => _logger = logger;

    /// <summary>The accounts that somebody subscribed to.</summary>
    internal IReadOnlyCollection<Guid> Watched => _subscriptions.Keys.Select(subscription => subscription.UserId).ToHashSet();

    /// <summary>Subscribes to one account; the handler must be quick and is called on any thread. Dispose to unsubscribe.</summary>
    public IDisposable Subscribe(Guid userId, Action handler)
    {
        var subscription = new Subscription(this, userId, handler);
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    /// <summary>Calls every subscriber of that account; their errors reach nobody else.</summary>
    internal void Publish(Guid userId)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            if (subscription.UserId != userId) continue;
            try
            {
                subscription.Handler();
            }
            catch (Exception exception)
            {
                LogHandlerFailed(userId, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber failed on a change of account {UserId}")]
    private partial void LogHandlerFailed(Guid userId, Exception exception);

    private sealed class Subscription(AccountEvents events, Guid userId, Action handler) : IDisposable
    {
        public Guid UserId { get; } = userId;

        public Action Handler { get; } = handler;

        public void Dispose() => events._subscriptions.TryRemove(this, out _);
    }
}
