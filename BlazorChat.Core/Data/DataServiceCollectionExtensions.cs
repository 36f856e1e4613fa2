using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Data;

/// <summary>Registers the database.</summary>
public static class DataServiceCollectionExtensions
{
    /// <summary>Adds contexts for the chosen database, the writer gate, and the work that brings the database up to date at start.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3); // The model's shape depends on it.
        services.AddSingleton(_ => new WriterGate(oneAtATime: settings.Kind == DatabaseKind.Sqlite));
        if (settings.Kind == DatabaseKind.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteAppDbContext>(options => Common(options).UseSqlite(settings.ConnectionString).AddInterceptors(new SqlitePragmas()));
            services.AddSingleton<IDbContextFactory<AppDbContext>, ContextFactory<SqliteAppDbContext>>();
            services.AddSingleton<IMigrationGuard, SqliteMigrationGuard>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresAppDbContext>(options => Common(options).UseNpgsql(settings.ConnectionString));
            services.AddSingleton<IDbContextFactory<AppDbContext>, ContextFactory<PostgresAppDbContext>>();
            services.AddSingleton<IMigrationGuard, PostgresMigrationGuard>();
        }

        // For Identity, whose stores want a context of the scope; everything else goes through Database.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext());
        services.AddSingleton<Database>();
        services.AddSingleton(provider => new DatabasePing(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider => new DatabaseStartup(
            provider.GetRequiredService<IDbContextFactory<AppDbContext>>(), provider.GetRequiredService<IMigrationGuard>(),
            settings, provider.GetRequiredService<ILogger<DatabaseStartup>>()));
        services.AddSingleton<StartupState>();
        return services;
    }

    // A failed statement is thrown, and logged once by whoever handles it: a taken name is no error of the server.
    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    private sealed class ContextFactory<T>(IDbContextFactory<T> contexts) : IDbContextFactory<AppDbContext> where T : AppDbContext
    {
        public AppDbContext CreateDbContext() => contexts.CreateDbContext();
    }
}
