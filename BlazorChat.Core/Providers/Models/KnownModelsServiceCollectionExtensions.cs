using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers.Models;

/// <summary>Registers what is known of models.</summary>
public static class KnownModelsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="KnownModels"/>. A wrong table in the configuration stops the start with an <see cref="OptionsValidationException"/>
    /// that names everything that is wrong.
    /// </summary>
    public static IServiceCollection AddKnownModels(this IServiceCollection services)
    {
        services.AddOptions<ModelsOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsValidator>();
        return services.AddSingleton(provider => new KnownModels(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IOptionsFactory<ModelsOptions>>(),
            provider.GetRequiredService<ILogger<KnownModels>>()));
    }
}
