using System.Net.Http;

namespace BlazorChat.Core.Egress;

/// <summary>
/// Sends the requests of one trust. Each is checked before it is sent, and each connection when it is made. When the exceptions change, it
/// begins with new connections: one that an exception allowed is not used for another request once the exception is gone. Thread-safe.
/// </summary>
internal sealed class EgressHandler(EgressTrust trust, EgressRules rules, AddressResolver resolve) : HttpMessageHandler
{
    private readonly Lock _renewing = new();
    private volatile Pool? _pool;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pool = CurrentPool();
        pool.Policy.Check(request.RequestUri);
        try
        {
            return await pool.Invoker.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception) when (ConnectLimit.HasExpired(request))
        {
            // During the TLS handshake the limit can only close the socket, which looks like a broken handshake.
            throw new HttpRequestException(HttpRequestError.ConnectionError, ConnectLimit.Message, new TimeoutException(ConnectLimit.Message, exception));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _pool?.Invoker.Dispose();
        base.Dispose(disposing);
    }

    private Pool CurrentPool()
    {
        var options = rules.Current;
        if (_pool is { } pool && pool.Options == options) return pool;
        lock (_renewing)
        {
            // The former connections are left to end by themselves: answers still come over some of them.
            return _pool is { } other && other.Options == options ? other : _pool = Create(options);
        }
    }

    private Pool Create(EgressOptions options)
    {
        var policy = new AddressPolicy(trust, options);
        return new Pool(options, policy, new HttpMessageInvoker(Handler(new EgressConnector(policy, resolve)), disposeHandler: true));
    }

    private static SocketsHttpHandler Handler(EgressConnector connector) => new()
    {
        ConnectCallback = connector.ConnectAsync,
        PlaintextStreamFilter = EgressConnector.ConnectedAsync,
        // A redirect would carry custom key headers, and on 307 the whole conversation, to a host that nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        Credentials = null,
        // Taken from the environment, a proxy would see every local server's traffic without having been asked for.
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // The limit is each request's own, and the connector keeps it.
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // Otherwise a cancelled stream is read on for up to two seconds before the provider notices.
        ResponseDrainTimeout = TimeSpan.Zero,
    };

    private sealed record Pool(EgressOptions Options, AddressPolicy Policy, HttpMessageInvoker Invoker);
}
