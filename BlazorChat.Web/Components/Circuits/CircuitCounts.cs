using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Components.Circuits;

/// <summary>
/// Counts the circuits of each user that have a connection. Those that wait for theirs to come back hold no place: there are only so many of
/// them in all, the oldest go first, and a page that lost its own is at the same place after a reload. Thread-safe.
/// </summary>
internal sealed class CircuitCounts(IOptions<CircuitLimits> limits)
{
    /// <summary>Refused pages are circuits too, although small ones: so many times the limit, and there is no answer at all.</summary>
    private const int MostRefused = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _connected = [];

    /// <summary>How many pages one user may have open.</summary>
    public int MaxPerUser => limits.Value.MaxPerUser;

    /// <summary>Counts a page that has come. False where it is one too many; it is counted all the same until it goes.</summary>
    /// <exception cref="InvalidOperationException">It is so many too many that no page is meant by it; it is not counted.</exception>
    public bool Enter(Guid userId)
    {
        lock (_lock)
        {
            var count = _connected.GetValueOrDefault(userId) + 1;
            if (count > MaxPerUser * MostRefused) throw new InvalidOperationException($"A user has {count - 1} circuits; Circuits:MaxPerUser is {MaxPerUser}.");
            _connected[userId] = count;
            return count <= MaxPerUser;
        }
    }

    /// <summary>Counts a page that has come back to its circuit, which holds what it holds anyway.</summary>
    public void Return(Guid userId)
    {
        lock (_lock) _connected[userId] = _connected.GetValueOrDefault(userId) + 1;
    }

    /// <summary>Counts a page that has gone.</summary>
    public void Leave(Guid userId)
    {
        lock (_lock)
        {
            if (_connected.GetValueOrDefault(userId) is > 1 and var count) _connected[userId] = count - 1;
            else _connected.Remove(userId);
        }
    }
}
