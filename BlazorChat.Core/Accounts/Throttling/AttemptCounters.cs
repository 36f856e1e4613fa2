namespace BlazorChat.Core.Accounts.Throttling;

/// <summary>
/// Counts tries by key: at most so many, then none for a while. Bounded: where there are too many keys those go first that hold nobody up any
/// more, then the oldest. Not thread-safe: <see cref="AttemptLimits"/> has the lock.
/// </summary>
/// <param name="max">The tries that are admitted.</param>
/// <param name="memory">How long a count is remembered after its last try.</param>
/// <param name="pause">How long nothing is admitted once <paramref name="max"/> is reached; null counts from the first try instead, over <paramref name="memory"/>.</param>
internal sealed class AttemptCounters<TKey>(int max, TimeSpan memory, TimeSpan? pause) where TKey : notnull
{
    public const int MaxKeys = 100_000;

    private readonly Dictionary<TKey, Counter> _counters = [];

    public int Count => _counters.Count;

    /// <summary>How long until the next try is admitted; zero where it is now.</summary>
    public TimeSpan WaitOf(TKey key, DateTimeOffset now) =>
        _counters.TryGetValue(key, out var counter) && counter.EndsAt > now && counter.Tries >= max ? counter.EndsAt - now : TimeSpan.Zero;

    /// <summary>Counts one try, which <see cref="WaitOf"/> admits. True where it was the last one for a while.</summary>
    public bool Add(TKey key, DateTimeOffset now)
    {
        var isNew = !_counters.TryGetValue(key, out var counter) || counter.EndsAt <= now;
        if (isNew)
        {
            if (_counters.Count >= MaxKeys && !_counters.ContainsKey(key)) MakeRoom(now);
            counter = new Counter(0, now + memory);
        }

        var tries = counter.Tries + 1;
        var endsAt = pause is null ? counter.EndsAt : now + (tries >= max ? pause.Value : memory);
        _counters[key] = new Counter(tries, endsAt);
        return tries >= max;
    }

    /// <summary>Takes one try back.</summary>
    public void Subtract(TKey key)
    {
        if (!_counters.TryGetValue(key, out var counter)) return;
        if (counter.Tries <= 1) _counters.Remove(key);
        else _counters[key] = counter with { Tries = counter.Tries - 1 };
    }

    /// <summary>Forgets all tries of the keys.</summary>
    public void Remove(Func<TKey, bool> which)
    {
        foreach (var key in _counters.Keys.Where(which).ToList()) _counters.Remove(key);
    }

    public void Remove(TKey key) => _counters.Remove(key);

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var key in _counters.Where(pair => pair.Value.EndsAt <= now).Select(pair => pair.Key).ToList()) _counters.Remove(key);
        if (_counters.Count < MaxKeys) return;
        foreach (var key in _counters.OrderBy(pair => pair.Value.EndsAt).Take(MaxKeys / 10).Select(pair => pair.Key).ToList()) _counters.Remove(key);
    }

    private readonly record struct Counter(int Tries, DateTimeOffset EndsAt);
}
