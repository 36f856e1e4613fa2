namespace BlazorChat.Web.Hosting;

/// <summary>
/// Where settings and assets are found: beside the program, wherever it was started from. Started from source without launch settings, the
/// framework would look in the working directory and find no <c>appsettings.json</c>.
/// </summary>
internal static class HostFolder
{
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(HostFolder).Assembly.GetName().Name,
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>A build, not a published program: the assets stand where the project and the packages have them, and this file says where.</summary>
    public static bool IsBuildOutput(IHostEnvironment environment) =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, $"{environment.ApplicationName}.staticwebassets.runtime.json"));
}
