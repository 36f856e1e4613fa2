using System.Collections.Concurrent;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Core.Generation;

/// <summary>The answers that are queued with a reader or being made in this process. Thread-safe.</summary>
internal sealed class LiveMessages
{
    private readonly ConcurrentDictionary<Guid, LiveMessage> _messages = new();

    public LiveMessage GetOrAdd(Guid messageId) => _messages.GetOrAdd(messageId, static id => new LiveMessage(id));

    /// <summary>Begins an attempt, with the readers that wait for it.</summary>
    public LiveMessage Begin(Message stored)
    {
        while (true)
        {
            var live = GetOrAdd(stored.Id);
            if (live.Begin(stored)) return live;
            Remove(live); // Ended a moment ago by someone who found it idle.
        }
    }

    /// <summary>Ends the answer for its readers. Call after the end was committed: whoever looks later finds it in the database.</summary>
    public void Complete(LiveMessage live, FeedEnd end)
    {
        Remove(live);
        live.End(end);
    }

    /// <summary>Ends an answer that was queued and never began, for the readers that wait; does nothing where an attempt began meanwhile.</summary>
    public void CompleteIdle(Guid messageId, FeedEnd end)
    {
        if (_messages.TryGetValue(messageId, out var live) && live.EndIdle(end)) Remove(live);
    }

    /// <summary>Ends what is left of an attempt whose runner is gone; a later attempt stays untouched.</summary>
    public void CompleteDead(Guid messageId, int attempt, FeedEnd end)
    {
        if (_messages.TryGetValue(messageId, out var live) && live.Attempt <= attempt) Complete(live, end);
    }

    private void Remove(LiveMessage live) => _messages.TryRemove(KeyValuePair.Create(live.MessageId, live));
}
