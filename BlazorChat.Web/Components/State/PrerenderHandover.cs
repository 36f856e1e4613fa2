using System.Collections.Concurrent;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.State;

/// <summary>
/// Carries what a prerendered page has read to the circuit that takes the page over, so that its first paint is the same and nothing
/// flickers. Only a key goes through the browser: a long conversation would not fit the hub's messages. Whoever takes it reads again
/// afterwards, because something may have changed between. Thread-safe, bounded, and each thing can be taken once and by its owner.
/// </summary>
internal sealed class PrerenderHandover(TimeProvider time)
{
    private const int MaxEntries = 500;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    /// <summary>Keeps a thing for half a minute.</summary>
    public Guid Put(Caller owner, object value)
    {
        RemoveOld();
        var key = Guid.CreateVersion7();
        if (_entries.Count < MaxEntries) _entries[key] = new Entry(owner, value, time.GetTimestamp());
        return key;
    }

    /// <summary>Takes it; null where it is gone, of another type or of another owner.</summary>
    public T? Take<T>(Caller owner, Guid key) where T : class =>
        _entries.TryRemove(key, out var entry) && entry.Owner == owner && time.GetElapsedTime(entry.PutAt) <= MaxAge ? entry.Value as T : null;

    private void RemoveOld()
    {
        foreach (var (key, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.PutAt) > MaxAge) _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(Caller Owner, object Value, long PutAt);
}
