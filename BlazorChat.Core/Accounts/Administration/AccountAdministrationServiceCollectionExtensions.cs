using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Accounts.Administration;

/// <summary>Registers what admins do to accounts.</summary>
internal static class AccountAdministrationServiceCollectionExtensions
{
    /// <summary>Adds it, with the deletion in the background.</summary>
    public static IServiceCollection AddAccountAdministration(this IServiceCollection services)
    {
        services.AddSingleton<NewAccounts>();
        services.AddSingleton<RemovalSignal>();
        services.AddSingleton(provider => new AccountRemoval(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<Revocation>(), provider.GetRequiredService<RemovalSignal>()));
        services.AddSingleton<AccountChanges>();
        services.AddSingleton(provider => new UserAdministration(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountChanges>(), provider.GetRequiredService<NewAccounts>(),
            provider.GetRequiredService<AccountRemoval>(), provider.GetRequiredService<PasswordResetStore>(), provider.GetRequiredService<AttemptLimits>()));
        services.AddSingleton(provider => new InvitationStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<RegistrationOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            if (provider.GetService<IConfiguration>() is { } configuration) options.Read(configuration);
        }).ValidateOnStart();
        services.TryAddSingleton<LiveOptions<RegistrationOptions>>();
        services.AddSingleton(provider => new Registration(
            provider.GetRequiredService<NewAccounts>(), provider.GetRequiredService<ISetupCodePolicy>(), provider.GetRequiredService<InvitationStore>(),
            provider.GetRequiredService<AttemptLimits>(), provider.GetRequiredService<LiveOptions<RegistrationOptions>>()));
        services.AddHostedService<AccountRemovalWorker>();
        return services;
    }
}
