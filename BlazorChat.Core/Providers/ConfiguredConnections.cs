using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Core.Providers;

/// <summary>
/// The connections of the configuration. It follows its changes: one that is wrong is logged, and the last good list stays.
/// Thread-safe.
/// </summary>
internal sealed partial class ConfiguredConnections : IDisposable
{
    private readonly IOptionsFactory<ConnectionsOptions> _options;
    private readonly ILogger<ConfiguredConnections> _logger;
    private readonly Lock _reading = new();
    private readonly IDisposable _subscription;
    private volatile State _state;

    public ConfiguredConnections(IConfiguration configuration, IOptionsFactory<ConnectionsOptions> options, ILogger<ConfiguredConnections> logger)
    {
        (_options, _logger) = (options, logger);
        _state = Read();
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Raised after the list has changed, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>The connections in their order.</summary>
    public IReadOnlyList<ProviderConnection> Connections => _state.Connections;

    /// <summary>The default model as it is configured, in whatever form; null where it is not.</summary>
    public string? DefaultModel => _state.DefaultModel;

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Reload()
    {
        try
        {
            lock (_reading) _state = Read();
            LogRead(_state.Connections.Count);
        }
        // Whatever it is: an edit of a file must not end the process, and a thread of the file watcher has nobody who would catch it.
        catch (Exception exception)
        {
            LogRejected(exception is OptionsValidationException or IOException ? exception.Message : exception.GetType().Name);
            return;
        }
        Notifications.Raise(Changed, LogHandlerFailed);
    }

    private State Read()
    {
        var options = _options.Create(Options.DefaultName);
        return new State([.. options.Connections.Select(Connection)], options.DefaultModel);
    }

    private static ProviderConnection Connection(ConnectionSettings settings)
    {
        var defaults = new ProviderTimeouts();
        return new ProviderConnection(settings.Name!, settings.Provider!.ToLowerInvariant(), Url(settings.BaseUrl), Key(settings), settings.Models)
        {
            Headers = settings.Headers.ToDictionary(header => header.Key, header => header.Value?.Trim() ?? "", StringComparer.OrdinalIgnoreCase),
            Fallbacks = settings.Fallbacks,
            ContextWindow = int.TryParse(settings.ContextWindow, NumberStyles.None, CultureInfo.InvariantCulture, out var window) ? window : null,
            Defaults = settings.Parameters.Read(),
            ModelTable = settings.Prices.ToDictionary(price => price.Model!, price => new ModelInfo(price.Model!) { Price = price.Read() }, StringComparer.Ordinal),
            Timeouts = new ProviderTimeouts
            {
                Connect = Seconds(settings.ConnectTimeout) ?? defaults.Connect,
                FirstToken = Seconds(settings.FirstTokenTimeout) ?? defaults.FirstToken,
                Idle = Seconds(settings.IdleTimeout) ?? defaults.Idle,
                Total = Seconds(settings.TotalTimeout) ?? defaults.Total,
            },
        };
    }

    private static Uri? Url(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Uri(text.Trim());

    private static TimeSpan? Seconds(string? text) => text is null ? null : ConnectionsValidator.ReadSeconds(text);

    private static string? Key(ConnectionSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.ApiKeyFile)) return string.IsNullOrWhiteSpace(settings.ApiKey) ? null : settings.ApiKey.Trim();
        return KeyFile.TryRead(settings.ApiKeyFile, out var problem) ?? throw new IOException($"{settings.KeyOf("api_key_file")} {problem}.");
    }

    private sealed record State(IReadOnlyList<ProviderConnection> Connections, string? DefaultModel);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connections were read again; there are {Count}")]
    private partial void LogRead(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed connections were not taken over, the former ones stay in use. {Problem}")]
    private partial void LogRejected(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changed connections failed")]
    private partial void LogHandlerFailed(Exception exception);
}
