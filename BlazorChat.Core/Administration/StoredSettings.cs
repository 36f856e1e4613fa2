using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Core.Administration;

/// <summary>Takes what is stored over into the configuration, and judges what might be stored. Thread-safe.</summary>
internal sealed partial class StoredSettings(
    Database database, StoredSettingsSource source, IConfiguration configuration, IEnumerable<IServerSettingRule> rules, ILogger<StoredSettings> logger) : IDisposable
{
    // Two changes may meet: without one at a time, the older state could be put over the newer one.
    private readonly SemaphoreSlim _loading = new(1, 1);

    /// <summary>Reads the table and puts what this version accepts into force.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var rows = await database.ReadAsync(context => context.Set<StoredSetting>().ToListAsync(cancellationToken), cancellationToken);
            foreach (var row in rows.Where(row => Find(row.Key) is null)) LogUnknown(row.Key);
            var accepted = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (setting, row) in ServerSetting.All.Join(rows, setting => setting.Key, row => row.Key, (setting, row) => (setting, row)))
            {
                if (Judge(setting, row.Value, accepted) is { } problem) LogIgnored(setting.Key, problem);
                else accepted[setting.Key] = setting.ToConfiguration(setting.Read(row.Value));
            }

            Apply(accepted);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The setting of that key; null where none is offered.</summary>
    public static ServerSetting? Find(string key) => ServerSetting.All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>What holds without what is stored, and where that comes from. A value that cannot be read stopped the start, or was not taken over: the default is shown for it.</summary>
    public (string Value, ServerSettingSource Source) Fallback(ServerSetting setting)
    {
        if (source.FindBelow(configuration, setting.Key) is not { } configured) return (setting.Default, ServerSettingSource.Default);
        try
        {
            // The file that comes with the program names all defaults.
            var value = setting.Read(configured);
            return (value, value == setting.Default ? ServerSettingSource.Default : ServerSettingSource.Configuration);
        }
        catch (RefusedException)
        {
            return (setting.Default, ServerSettingSource.Default);
        }
    }

    /// <summary>A value in its stored form, judged by the setting alone and by the own rules of its options.</summary>
    /// <exception cref="RefusedException">It is not accepted.</exception>
    public string Check(ServerSetting setting, string? value)
    {
        var read = setting.Read(value);
        return FindProblem(setting, read, null) is { } problem ? throw setting.Refuse("setting_refused", problem, problem) : read;
    }

    /// <summary>Why a stored value is not accepted; null where it is.</summary>
    public string? Judge(ServerSetting setting, string value, IReadOnlyDictionary<string, string?>? others = null)
    {
        try
        {
            return FindProblem(setting, setting.Read(value), others);
        }
        catch (RefusedException exception)
        {
            return exception.Message;
        }
    }

    public void Dispose() => _loading.Dispose();

    /// <summary>The section as it would be, judged as at a start.</summary>
    private string? FindProblem(ServerSetting setting, string value, IReadOnlyDictionary<string, string?>? others)
    {
        var section = new Dictionary<string, string?>(configuration.GetSection(setting.Section).AsEnumerable().Where(pair => pair.Value is not null), StringComparer.OrdinalIgnoreCase);
        foreach (var (key, other) in others ?? new Dictionary<string, string?>()) section[key] = other;
        section[setting.Key] = setting.ToConfiguration(value);
        var candidate = new ConfigurationBuilder().AddInMemoryCollection(section).Build();
        return rules.Where(rule => rule.Section == setting.Section).Select(rule => rule.FindProblem(candidate)).FirstOrDefault(problem => problem is not null);
    }

    private void Apply(IReadOnlyDictionary<string, string?> settings)
    {
        try
        {
            source.Replace(settings);
        }
        catch (Exception exception)
        {
            LogFollowerFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored setting {Key} is no setting of this version and is ignored")]
    private partial void LogUnknown(string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored setting {Key} is not accepted by this version and is ignored. {Problem}")]
    private partial void LogIgnored(string key, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Something that follows the settings failed on a change")]
    private partial void LogFollowerFailed(Exception exception);
}
