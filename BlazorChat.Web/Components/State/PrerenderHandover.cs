using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Components.State;

/// <summary>
/// Carries what a prerendered page has read to the circuit that takes the page over, so that its first paint is the same and nothing
/// flickers. Only a key goes through the browser: a long conversation would not fit the hub's messages. Whoever takes it reads again
/// afterwards, because something may have changed between. Each thing can be taken once and by its owner. Thread-safe, and bounded: a few
/// things an owner, for half a minute, and nothing large, which the circuit then reads by itself.
/// </summary>
internal sealed class PrerenderHandover(TimeProvider time) : IDisposable
{
    /// <summary>A page and its sidebar, of some pages at once.</summary>
    private const int MaxPerOwner = 8;

    /// <summary>The largest thing, in UTF-16 units.</summary>
    private const int MaxUnits = 256 * 1024;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _entries = [];
    private ITimer? _timer;

    /// <summary>Keeps a thing for half a minute; the owner's oldest goes where there are too many.</summary>
    /// <param name="owner">Who may take it.</param>
    /// <param name="value">The thing.</param>
    /// <param name="units">About how much text it holds, in UTF-16 units.</param>
    public Guid Put(Caller owner, object value, long units)
    {
        var key = Guid.CreateVersion7();
        if (units > MaxUnits) return key;
        lock (_lock)
        {
            var own = _entries.Where(entry => entry.Value.Owner == owner.UserId).OrderBy(entry => entry.Value.PutAt).ToList();
            if (own.Count >= MaxPerOwner) _entries.Remove(own[0].Key);
            _entries[key] = new Entry(owner.UserId, value, time.GetTimestamp());
            _timer ??= time.CreateTimer(_ => RemoveOld(), null, MaxAge, Timeout.InfiniteTimeSpan);
        }

        return key;
    }

    /// <summary>Takes it; null where it is gone, of another type or of another owner.</summary>
    public T? Take<T>(Caller owner, Guid key) where T : class
    {
        lock (_lock)
        {
            return _entries.Remove(key, out var entry) && entry.Owner == owner.UserId && time.GetElapsedTime(entry.PutAt) <= MaxAge ? entry.Value as T : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void RemoveOld()
    {
        lock (_lock)
        {
            foreach (var key in _entries.Where(entry => time.GetElapsedTime(entry.Value.PutAt) >= MaxAge).Select(entry => entry.Key).ToList()) _entries.Remove(key);
            _timer?.Dispose();
            _timer = _entries.Count == 0 ? null : time.CreateTimer(_ => RemoveOld(), null, MaxAge, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed record Entry(Guid Owner, object Value, long PutAt);
}
