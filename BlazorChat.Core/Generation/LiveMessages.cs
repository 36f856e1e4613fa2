using System.Collections.Concurrent;

namespace BlazorChat.Core.Generation;

/// <summary>The answers that are queued or being made in this process. Thread-safe.</summary>
internal sealed class LiveMessages
{
    private readonly ConcurrentDictionary<Guid, LiveMessage> _messages = new();

    public LiveMessage GetOrAdd(Guid messageId) => _messages.GetOrAdd(messageId, static id => new LiveMessage(id));

    /// <summary>Ends it for its readers. Call after the end was committed: whoever looks later finds it in the database.</summary>
    public void Complete(Guid messageId, FeedEnd end)
    {
        if (_messages.TryRemove(messageId, out var live)) live.End(end);
    }
}
