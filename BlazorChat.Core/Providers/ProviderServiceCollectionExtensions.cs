using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers.Anthropic;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Core.Providers.Models;
using BlazorChat.Core.Providers.Offline;
using BlazorChat.Core.Providers.Ollama;
using BlazorChat.Core.Providers.OpenAI;
using BlazorChat.Core.Providers.OpenRouter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers;

/// <summary>Registers the kinds of providers and the catalogue of models.</summary>
public static class ProviderServiceCollectionExtensions
{
    /// <summary>
    /// Adds every kind, one line each, the connections from the configuration, and the models' catalogue. A wrong connection stops the
    /// start with an <see cref="OptionsValidationException"/> that names everything that is wrong.
    /// </summary>
    public static IServiceCollection AddProviders(this IServiceCollection services)
    {
        services.AddEgress();
        services.AddKnownModels();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<IProviderKind, OfflineProvider>();
        services.AddSingleton<IProviderKind>(provider => OpenAI(provider, OpenAICompatibleProvider.OpenAIBaseUrl));
        services.AddSingleton<IProviderKind>(provider => OpenAI(provider, null));
        services.AddSingleton<IProviderKind, AnthropicProvider>();
        services.AddSingleton<IProviderKind, OpenRouterProvider>();
        services.AddSingleton<IProviderKind, OllamaProvider>();
        services.AddSingleton(provider => new OllamaDiscovery(provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton(provider => new ProviderKinds(provider.GetServices<IProviderKind>()));
        services.AddSingleton(provider => new BreakerRegistry(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BreakerRegistry>>()));
        services.AddSingleton(provider => new ChatClientFactory(
            provider.GetRequiredService<ProviderKinds>(),
            provider.GetRequiredService<BreakerRegistry>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble));
        return services.AddConnections();
    }

    private static OpenAICompatibleProvider OpenAI(IServiceProvider provider, Uri? defaultBaseUrl) =>
        new(provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>(), defaultBaseUrl);

    private static IServiceCollection AddConnections(this IServiceCollection services)
    {
        services.AddOptions<OfflineOptions>()
            .BindConfiguration(OfflineOptions.Section)
            .Validate(options => options.IsValid, $"Offline:WordsPerSecond is no number from 0 (no delay) to {OfflineOptions.MaxWordsPerSecond:0}. Example: 30")
            .ValidateOnStart();
        services.AddOptions<ConnectionsOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectionsOptions>, ConnectionsValidator>();
        services.AddSingleton<ConfiguredConnections>();
        services.AddSingleton(provider => new ConnectionRegistry(
            provider.GetRequiredService<ConfiguredConnections>(),
            provider.GetRequiredService<ILogger<ConnectionRegistry>>()));
        services.AddSingleton(provider => new ModelCatalog(
            provider.GetRequiredService<ConnectionRegistry>(),
            provider.GetRequiredService<ModelFacts>(),
            provider.GetRequiredService<ILogger<ModelCatalog>>()));
        services.AddSingleton<ModelFacts>();
        services.AddSingleton<ModelLister>();
        services.AddHostedService<ModelListRefresher>();
        return services;
    }
}
