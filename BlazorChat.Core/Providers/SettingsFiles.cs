using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>Looks into which source a setting came from.</summary>
internal static class SettingsFiles
{
    /// <summary>
    /// The name of a settings file that holds a value for the key; null where none does. User secrets are a file as well, but one outside
    /// the program's folder, made for this: they do not count. Neither does whether another source overrides the value.
    /// </summary>
    public static string? Holding(IConfiguration configuration, string key)
    {
        if (configuration is not IConfigurationRoot root) return null;
        foreach (var provider in root.Providers)
        {
            if (provider is ChainedConfigurationProvider chained && Holding(chained.Configuration, key) is { } inner) return inner;
            if (provider is FileConfigurationProvider { Source.Path: { } path } file && Path.GetFileName(path) != "secrets.json"
                && file.TryGet(key, out var value) && !string.IsNullOrWhiteSpace(value)) return Path.GetFileName(path);
        }
        return null;
    }
}
