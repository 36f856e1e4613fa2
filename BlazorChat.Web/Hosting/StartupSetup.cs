using BlazorChat.Core.Security;

namespace BlazorChat.Web.Hosting;

/// <summary>Registers what runs between the process's start and its first answer.</summary>
internal static class StartupSetup
{
    /// <summary>Readers are ended, what runs is saved: all of that within this time after a SIGTERM.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(6);

    public static IServiceCollection AddStartup(this IServiceCollection services)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.AddHttpContextAccessor();
        services.AddSingleton<ISetupCodePolicy, SetupCodePolicy>();
        services.AddSingleton<Announcement>();
        services.AddHostedService<StartupWork>();
        return services;
    }
}
