using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorChat.Core.Audit;

/// <summary>Registers the audit.</summary>
public static class AuditServiceCollectionExtensions
{
    /// <summary>Adds it. Needs the database. May be called more than once.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<AuditReader>();
        return services;
    }
}
