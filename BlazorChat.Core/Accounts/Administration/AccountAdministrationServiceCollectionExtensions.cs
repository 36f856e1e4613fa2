using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddSingleton(provider => new UserAdministration(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<Revocation>(),
            provider.GetRequiredService<NewAccounts>(), provider.GetRequiredService<AccountRemoval>()));
        services.AddHostedService<AccountRemovalWorker>();
        return services;
    }
}
