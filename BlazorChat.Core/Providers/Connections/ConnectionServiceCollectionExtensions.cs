using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Ollama;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>Registers the connections that people make.</summary>
public static class ConnectionServiceCollectionExtensions
{
    /// <summary>Adds their store, what users see of models, and the exchange of the master key. Needs the providers, the database and the master key.</summary>
    public static IServiceCollection AddStoredConnections(this IServiceCollection services)
    {
        services.TryAddSingleton<SecretBox>();
        services.AddSingleton<ISealedSecrets, SealedConnections>();
        services.AddSingleton<ConnectionReader>();
        services.AddSingleton<ConnectionWriter>();
        services.AddSingleton<ConnectionSync>();
        services.AddSingleton(provider => new ConnectionStore(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<ConnectionReader>(),
            provider.GetRequiredService<ConnectionWriter>(),
            provider.GetRequiredService<ConnectionSync>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ConnectionKinds(provider.GetRequiredService<ProviderKinds>()));
        services.AddSingleton(provider => new ConnectionOverview(
            provider.GetRequiredService<ConnectionStore>(),
            provider.GetRequiredService<ConnectionSync>(),
            provider.GetRequiredService<ConnectionRegistry>(),
            provider.GetRequiredService<ModelCatalog>()));
        services.AddSingleton(provider => new ConnectionTester(provider.GetRequiredService<ConnectionStore>(), provider.GetRequiredService<ModelLister>()));
        services.AddSingleton(provider => new UserModels(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<ConnectionSync>(), provider.GetRequiredService<ModelCatalog>()));
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<Database>(),
            provider.GetServices<ISealedSecrets>(),
            provider.GetRequiredService<MasterKey>(),
            provider.GetRequiredService<DataFolder>(),
            provider.GetRequiredService<ILogger<KeyRotation>>()));
        services.AddSingleton<IStartupStep>(provider => provider.GetRequiredService<KeyRotation>());
        services.AddSingleton<IStartupStep, LoadConnectionsStep>();
        services.AddOptions<OllamaOptions>().BindConfiguration(OllamaOptions.Section);
        services.AddHostedService<ConnectionUpkeep>();
        return services;
    }
}
