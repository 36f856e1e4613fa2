using BlazorChat.Core.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>Registers what says whether somebody may still ask. Every feature whose store asks adds it.</summary>
internal static class AccessServiceCollectionExtensions
{
    /// <summary>Adds it, once. Needs the database.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new AccountAccess(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new AccountEvents(provider.GetRequiredService<ILogger<AccountEvents>>()));
        services.TryAddSingleton<Revocation>();
        return services;
    }
}
