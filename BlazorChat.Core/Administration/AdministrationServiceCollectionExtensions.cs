using BlazorChat.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Administration;

/// <summary>Registers what admins see of the whole server.</summary>
public static class AdministrationServiceCollectionExtensions
{
    /// <summary>Adds it. Needs the database, accounts, sessions and the ledger.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services) =>
        services.AddSingleton(provider => new UserDirectory(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
}
