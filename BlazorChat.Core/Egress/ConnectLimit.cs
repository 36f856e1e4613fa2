using System.Net.Http;

namespace BlazorChat.Core.Egress;

/// <summary>
/// How long one connection may take to come about: the name, the connection and its TLS handshake together. It goes with the request that
/// the connection is made for.
/// </summary>
internal sealed class ConnectLimit : IDisposable
{
    /// <summary>What a failure by this limit says.</summary>
    public const string Message = "The connection did not come about in time.";

    private static readonly HttpRequestOptionsKey<TimeSpan> Wanted = new("BlazorChat.ConnectLimit");
    private static readonly HttpRequestOptionsKey<ConnectLimit> Running = new("BlazorChat.Connecting");

    private readonly CancellationTokenSource _timer;

    private ConnectLimit(TimeSpan limit) => _timer = new CancellationTokenSource(limit);

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _timer.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Says how long connecting may take for this request; zero or less is without a limit. Default: <see cref="EgressClients.ConnectTimeout"/>.</summary>
    public static void Set(HttpRequestMessage request, TimeSpan limit) => request.Options.Set(Wanted, limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan);

    /// <summary>Starts the time for a connection that is made for this request.</summary>
    public static ConnectLimit Start(HttpRequestMessage request)
    {
        var limit = new ConnectLimit(request.Options.TryGetValue(Wanted, out var wanted) ? wanted : EgressClients.ConnectTimeout);
        limit._timer.Token.Register(() => limit.IsOver = true);
        request.Options.Set(Running, limit);
        return limit;
    }

    /// <summary>Whether a connection for this request was given up because its time was over.</summary>
    public static bool HasExpired(HttpRequestMessage request) => request.Options.TryGetValue(Running, out var limit) && limit.IsOver;

    /// <summary>Stops the time: the connection is there.</summary>
    public static void Stop(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Running, out var limit)) limit.Dispose();
    }

    /// <summary>Closes something when the time is over.</summary>
    public void Close(IDisposable connection) => _timer.Token.Register(connection.Dispose);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
