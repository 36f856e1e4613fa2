using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers.Calls;

/// <summary>
/// Knows which endpoints fail and leaves them alone for a while (R15): after 5 failures in a row for 30 s, then until one call has
/// succeeded. Only what speaks of the endpoint counts, never a rejected key or a rate limit. A user's connections are counted apart from
/// everyone else's. It remembers only what failed within the last ten minutes. Thread-safe.
/// </summary>
public sealed partial class BreakerRegistry
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Endpoint, CircuitBreaker> _failing = [];
    private readonly TimeProvider _time;
    private readonly ILogger<BreakerRegistry> _logger;
    private long _swept;

    internal BreakerRegistry(TimeProvider time, ILogger<BreakerRegistry> logger)
    {
        (_time, _logger) = (time, logger);
        _swept = time.GetTimestamp();
    }

    /// <summary>Raised after a pause began or an endpoint works again, on any thread. A handler must be quick. A pause that ends raises nothing.</summary>
    public event Action? Changed;

    /// <summary>How many endpoints are remembered.</summary>
    internal int Count
    {
        get { lock (_lock) return _failing.Count; }
    }

    /// <summary>Until when calls to the connection's endpoint fail at once; null where they do not.</summary>
    public DateTimeOffset? PausedUntil(ProviderConnection connection)
    {
        lock (_lock) return _failing.GetValueOrDefault(Endpoint.Of(connection))?.PausedUntil;
    }

    /// <summary>Lets a call through. The caller disposes the pass when the call is over.</summary>
    /// <exception cref="ProviderException">The endpoint is paused.</exception>
    internal BreakerPass Enter(ProviderConnection connection)
    {
        var endpoint = Endpoint.Of(connection);
        lock (_lock)
        {
            var breaker = _failing.GetValueOrDefault(endpoint);
            var refusal = breaker?.Enter(connection.Name);
            return refusal is null ? new BreakerPass(this, endpoint, breaker is { IsOpen: true }) : throw refusal;
        }
    }

    /// <summary>A call found the endpoint working.</summary>
    internal void Succeed(Endpoint endpoint, bool isProbe)
    {
        lock (_lock)
        {
            if (!_failing.TryGetValue(endpoint, out var breaker) || (breaker.IsOpen && !isProbe)) return;
            _failing.Remove(endpoint);
        }
        if (!isProbe) return;
        LogRecovered(endpoint.Kind, endpoint.OwnerId);
        Notifications.Raise(Changed, LogHandlerFailed);
    }

    /// <summary>A call found the endpoint failing.</summary>
    internal void Fail(Endpoint endpoint, bool isProbe, ProviderException failure)
    {
        bool hasPaused;
        lock (_lock)
        {
            Sweep();
            ref var breaker = ref CollectionsMarshal.GetValueRefOrAddDefault(_failing, endpoint, out _);
            breaker ??= new CircuitBreaker(_time);
            var wasOpen = breaker.IsOpen;
            breaker.Fail(isProbe, failure.Message);
            hasPaused = breaker.IsOpen && (!wasOpen || isProbe);
        }
        if (!hasPaused) return;
        LogPaused(failure.Connection, failure.Code, CircuitBreaker.Pause.TotalSeconds);
        Notifications.Raise(Changed, LogHandlerFailed);
    }

    /// <summary>A call ended without finding out anything.</summary>
    internal void Release(Endpoint endpoint, bool isProbe)
    {
        if (!isProbe) return;
        lock (_lock) _failing.GetValueOrDefault(endpoint)?.Release();
    }

    private void Sweep()
    {
        if (_time.GetElapsedTime(_swept) < SweepInterval) return;
        _swept = _time.GetTimestamp();
        foreach (var (endpoint, _) in _failing.Where(entry => entry.Value.IsStale(Memory)).ToList()) _failing.Remove(endpoint);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Connection} failed {Code} too often in a row and is left alone for {Seconds} s")]
    private partial void LogPaused(string connection, string code, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "An endpoint of kind {Kind} (owner {OwnerId}) works again")]
    private partial void LogRecovered(string kind, Guid? ownerId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changed pauses failed")]
    private partial void LogHandlerFailed(Exception exception);
}
