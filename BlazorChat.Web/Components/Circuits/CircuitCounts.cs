using BlazorChat.Core.Settings;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>
/// Counts the circuits of each user that have a connection. Those that wait for theirs to come back hold no place: there are only so many of
/// them in all, the oldest go first, and a page that lost its own is at the same place after a reload. Thread-safe.
/// </summary>
internal sealed class CircuitCounts(LiveOptions<CircuitsOptions> limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid UserId, bool IsRefused), int> _connected = [];

    /// <summary>How many pages one user may have open.</summary>
    public int MaxPerUser => limits.Current.MaxPerUser;

    /// <summary>How many pages of all users are connected.</summary>
    public int Total
    {
        get { lock (_lock) return _connected.Values.Sum(); }
    }

    /// <summary>Counts a page that has come. False where it is one too many: it is counted among the refused, which take nobody's place.</summary>
    /// <exception cref="InvalidOperationException">As many were refused already: no hand opens so many. It is not counted.</exception>
    public bool Enter(Guid userId)
    {
        lock (_lock)
        {
            var isRefused = _connected.GetValueOrDefault((userId, false)) >= MaxPerUser;
            if (isRefused && _connected.GetValueOrDefault((userId, true)) >= MaxPerUser) throw new InvalidOperationException($"A user has twice as many circuits as Circuits:MaxPerUser, {MaxPerUser}, allows.");
            Add((userId, isRefused), 1);
            return !isRefused;
        }
    }

    /// <summary>Counts a page that has come back to its circuit, which holds what it holds anyway.</summary>
    public void Return(Guid userId, bool isRefused)
    {
        lock (_lock) Add((userId, isRefused), 1);
    }

    /// <summary>Counts a page that has gone.</summary>
    public void Leave(Guid userId, bool isRefused)
    {
        lock (_lock) Add((userId, isRefused), -1);
    }

    private void Add((Guid, bool) key, int change)
    {
        var count = _connected.GetValueOrDefault(key) + change;
        if (count > 0) _connected[key] = count;
        else _connected.Remove(key);
    }
}
