using BlazorChat.Core.Egress;

namespace BlazorChat.Core.Providers;

/// <summary>The way of all calls to providers.</summary>
internal static class ProviderHttp
{
    /// <summary>
    /// A client that reaches what the connection's owner may reach, sends the connection's headers with every request, and connects within
    /// the connection's limit. It has no other time limit, and disposing it closes nothing that others use.
    /// </summary>
    public static HttpClient CreateClient(this IHttpClientFactory http, ProviderConnection connection)
    {
        var trust = connection.OwnerId is null ? EgressTrust.Admin : EgressTrust.User;
        // The factory's own object is both; only the client around its handler is one connection's.
        var shared = ((IHttpMessageHandlerFactory)http).CreateHandler(EgressClients.For(trust));
#pragma warning disable RS0030 // The handler is the factory's: nothing gets around the checks in it.
        return new HttpClient(new CallHandler(shared, connection.Headers, connection.Timeouts.Connect), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }
}
