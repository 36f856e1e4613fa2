using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Administration;

/// <summary>Registers what admins see of the server: how its parts are, and what was done.</summary>
public static class HealthServiceCollectionExtensions
{
    /// <summary>Adds both. Needs all features, and an <see cref="IHostFacts"/>.</summary>
    public static IServiceCollection AddServerHealth(this IServiceCollection services)
    {
        services.AddAudit();
        services.AddSingleton<HealthSources>();
        services.AddSingleton<HealthMemory>();
        services.AddSingleton(provider => new ServerHealth(
            provider.GetRequiredService<HealthSources>(),
            provider.GetRequiredService<HealthMemory>(),
            provider.GetRequiredService<AccountAccess>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ServerHealth>>()));
        services.AddSingleton(provider => new AuditTrail(
            provider.GetRequiredService<AuditReader>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<AccountAccess>()));
        return services;
    }
}
