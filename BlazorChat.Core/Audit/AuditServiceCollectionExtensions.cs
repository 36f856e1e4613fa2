using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Audit;

/// <summary>Registers the audit.</summary>
public static class AuditServiceCollectionExtensions
{
    /// <summary>Adds it. Needs the database.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditLog>();
}
