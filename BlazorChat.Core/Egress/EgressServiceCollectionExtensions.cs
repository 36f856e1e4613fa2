using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Egress;

/// <summary>Registers the clients through which the server reaches other hosts.</summary>
public static class EgressServiceCollectionExtensions
{
    /// <summary>
    /// Adds the named clients of <see cref="EgressClients"/>. May be called more than once. A wrong exception in the configuration stops the
    /// start with an <see cref="OptionsValidationException"/> that names everything that is wrong.
    /// </summary>
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(EgressRules))) return services;
        services.AddOptions<EgressOptions>()
            .Configure<IServiceProvider>((options, provider) =>
            {
                if (provider.GetService<IConfiguration>() is { } configuration) options.Read(configuration);
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EgressOptions>, EgressOptionsValidator>();
        services.AddSingleton(provider => new EgressRules(
            provider.GetRequiredService<IOptionsFactory<EgressOptions>>(),
            provider.GetService<IConfiguration>(),
            provider.GetRequiredService<ILogger<EgressRules>>()));
        services.TryAddSingleton<AddressResolver>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        foreach (var trust in Enum.GetValues<EgressTrust>())
        {
            services.AddHttpClient(EgressClients.For(trust), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(provider =>
                    new EgressHandler(trust, provider.GetRequiredService<EgressRules>(), provider.GetRequiredService<AddressResolver>()))
                // The handler renews its connections itself; the factory would only open new ones beside streams that still run.
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                // The factory's loggers print addresses and, at trace level, headers: the keys are in them.
                .RemoveAllLoggers();
        }

        return services;
    }
}
