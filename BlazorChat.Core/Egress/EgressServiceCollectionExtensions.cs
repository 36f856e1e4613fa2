using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Egress;

/// <summary>Registers the clients through which the server reaches other hosts.</summary>
public static class EgressServiceCollectionExtensions
{
    /// <summary>Adds the named clients of <see cref="EgressClients"/>. May be called more than once.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        foreach (var trust in Enum.GetValues<EgressTrust>())
        {
            services.AddHttpClient(EgressClients.For(trust), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(ProviderHandler)
                // The handler renews its connections itself; the factory would only open new ones beside streams that still run.
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                // The factory's loggers print addresses and, at trace level, headers: the keys are in them.
                .RemoveAllLoggers();
        }

        return services;
    }

    private static SocketsHttpHandler ProviderHandler() => new()
    {
        // A redirect would carry custom key headers, and on 307 the whole conversation, to a host that nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        Credentials = null,
        // Taken from the environment, a proxy would see every local server's traffic without having been asked for.
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = EgressClients.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // Otherwise a cancelled stream is read on for up to two seconds before the provider notices.
        ResponseDrainTimeout = TimeSpan.Zero,
    };
}
