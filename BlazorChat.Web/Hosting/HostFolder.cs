namespace BlazorChat.Web.Hosting;

/// <summary>
/// Where settings and assets are found: beside the program, wherever it was started from; the settings of a build at the top of its source.
/// Started from source without launch settings, the framework would look in the working directory and find no <c>appsettings.json</c>.
/// </summary>
internal static class HostFolder
{
    private const string TopOfSource = "BlazorChat.sln";

    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(HostFolder).Assembly.GetName().Name,
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>A build, not a published program: the assets stand where the project and the packages have them, and this file says where.</summary>
    public static bool IsBuildOutput(IHostEnvironment environment) =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, $"{environment.ApplicationName}.staticwebassets.runtime.json"));

    /// <summary>
    /// The folder at or above the program's that holds the solution: its <c>appsettings.json</c> is the one people edit, and the one beside the
    /// program a copy of the last build. Null where there is none.
    /// </summary>
    public static string? SourceAbove(string programFolder)
    {
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, TopOfSource))) return folder.FullName;
        }

        return null;
    }
}
