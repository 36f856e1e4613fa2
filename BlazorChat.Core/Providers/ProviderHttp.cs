using BlazorChat.Core.Egress;

namespace BlazorChat.Core.Providers;

/// <summary>The way of all calls to providers.</summary>
internal static class ProviderHttp
{
    /// <summary>A client that reaches what the connection's owner may reach.</summary>
    public static HttpClient CreateClient(this IHttpClientFactory http, ProviderConnection connection) =>
        http.CreateClient(EgressClients.For(connection.OwnerId is null ? EgressTrust.Admin : EgressTrust.User));
}
