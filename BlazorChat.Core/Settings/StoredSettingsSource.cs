using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Settings;

/// <summary>
/// The last source of the configuration: what admins set in the browser. It is empty until the database was read, and tells everybody who
/// follows the configuration of each change. Thread-safe.
/// </summary>
public sealed class StoredSettingsSource : IConfigurationSource
{
    private readonly Provider _provider = new();

    /// <summary>Takes over all of them; what is not among them is as if it had never been set here.</summary>
    /// <exception cref="AggregateException">Somebody who follows the configuration failed; the others were told.</exception>
    public void Replace(IReadOnlyDictionary<string, string?> settings) => _provider.Replace(settings);

    /// <summary>The same one each time: the configuration builds all of its sources anew whenever one is added, and what was read must stay.</summary>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => _provider;

    /// <summary>What the configuration says without this source; null where nothing.</summary>
    /// <param name="configuration">The configuration that this source is one of.</param>
    /// <param name="key">The key, of a value or of a list.</param>
    /// <returns>The value; of a list its entries with commas between them.</returns>
    public string? FindBelow(IConfiguration configuration, string key)
    {
        var providers = configuration is IConfigurationRoot root ? root.Providers.Where(provider => provider != _provider).ToList() : [];
        if (Find(providers, key) is { Length: > 0 } value) return value;
        var children = providers.Aggregate(Enumerable.Empty<string>(), (keys, provider) => provider.GetChildKeys(keys, key))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(ConfigurationKeyComparer.Instance).Select(child => Find(providers, ConfigurationPath.Combine(key, child))).OfType<string>().ToList();
        return children.Count == 0 ? null : string.Join(',', children);
    }

    private static string? Find(List<IConfigurationProvider> providers, string key)
    {
        for (var i = providers.Count - 1; i >= 0; i--)
        {
            if (providers[i].TryGet(key, out var value)) return value;
        }

        return null;
    }

    private sealed class Provider : ConfigurationProvider
    {
        public void Replace(IReadOnlyDictionary<string, string?> settings)
        {
            // Everybody who follows the configuration reads all of it again.
            if (Data.Count == settings.Count && settings.All(setting => Data.TryGetValue(setting.Key, out var value) && value == setting.Value)) return;
            Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
            OnReload();
        }

        /// <summary>Whoever writes to the configuration writes to all of its sources: this one has its values from the database alone.</summary>
        public override void Set(string key, string? value)
        {
        }
    }
}
