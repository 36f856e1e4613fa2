using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Administration;

/// <summary>Registers the settings that admins change in the browser.</summary>
public static class ServerSettingsServiceCollectionExtensions
{
    /// <summary>Adds them. Needs the database, accounts, and a <see cref="Settings.StoredSettingsSource"/> as the configuration's last source. Call it before what adds startup steps.</summary>
    public static IServiceCollection AddServerSettings(this IServiceCollection services)
    {
        services.AddAudit();
        services.AddSingleton<IServerSettingRule, GenerationSettingRule>();
        services.AddSingleton<IServerSettingRule, EgressSettingRule>();
        services.AddSingleton<StoredSettings>();
        services.AddSingleton(provider => new ServerSettingsStore(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<AccountAccess>(),
            provider.GetRequiredService<StoredSettings>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStartupStep, LoadStoredSettingsStep>();
        return services;
    }
}
