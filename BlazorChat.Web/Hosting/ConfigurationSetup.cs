using BlazorChat.Core.Settings;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// The order of the settings, weakest first: the program's defaults, <c>appsettings.json</c>, user secrets, what other systems' variables mean,
/// secrets from files, the environment, the command line, what admins set in the browser.
/// </summary>
internal static class ConfigurationSetup
{
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        sources.Insert(0, new MemoryConfigurationSource { InitialData = LoggingSetup.Defaults });
        var isBuildOutput = HostFolder.IsBuildOutput(builder.Environment);
        if (isBuildOutput && HostFolder.SourceAbove(AppContext.BaseDirectory) is { } top) ReadFrom(top, sources);
        var secrets = new ConfigurationManager();
        if (isBuildOutput) secrets.AddUserSecrets(typeof(ConfigurationSetup).Assembly, optional: true);
        foreach (var source in ((IConfigurationBuilder)secrets).Sources) sources.Insert(IndexOfEnvironment(sources), source);
        sources.Insert(IndexOfEnvironment(sources), new SecretFiles());
        var aliases = WellKnownVariables.Settings(builder.Configuration);
        sources.Insert(IndexOfEnvironment(sources) - 1, new MemoryConfigurationSource { InitialData = aliases });
        var stored = new StoredSettingsSource();
        sources.Add(stored);
        builder.Services.AddSingleton(stored);
    }

    /// <summary>Takes the settings files of another folder instead of those beside the program, in their places.</summary>
    public static void ReadFrom(string folder, IList<IConfigurationSource> sources)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is JsonConfigurationSource { Path: { } path } && path.StartsWith("appsettings.", StringComparison.Ordinal)) sources[i] = new SettingsFile(folder, path);
        }
    }

    private static int IndexOfEnvironment(IList<IConfigurationSource> sources)
    {
        for (var i = sources.Count - 1; i >= 0; i--)
        {
            if (sources[i] is EnvironmentVariablesConfigurationSource { Prefix: null or "" }) return i;
        }

        return sources.Count;
    }
}
