using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Sessions;

/// <summary>Registers sessions.</summary>
public static class SessionServiceCollectionExtensions
{
    /// <summary>Adds the store of sessions and the hints between a user's pages.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddAccess();
        services.AddSingleton<ISessionEvents, SessionEvents>();
        services.AddSingleton(provider => new SessionStore(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<AccountAccess>(),
            provider.GetRequiredService<ISessionEvents>(),
            provider.GetServices<ISessionDeletion>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAccountData, SessionRemoval>();
        services.AddSingleton(provider => new ImageStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<AccountAccess>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
