namespace BlazorChat.Core.Egress;

/// <summary>The names of the <see cref="HttpClient"/>s that <see cref="IHttpClientFactory"/> gives for calls to other hosts.</summary>
public static class EgressClients
{
    /// <summary>
    /// For model providers: no redirects, cookies, proxy or default credentials, and no time limit but the one for connecting,
    /// because answers are streams and their limits are kept per connection.
    /// </summary>
    public const string Providers = "providers";

    /// <summary>The name of the client for addresses that were chosen with this trust. Each has connections of its own.</summary>
    public static string For(EgressTrust trust) => trust == EgressTrust.Admin ? Providers : $"{Providers}-{trust}".ToLowerInvariant();

    /// <summary>How long connecting may take where a request does not say otherwise: 10 s.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
}
