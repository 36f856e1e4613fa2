using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Core.Settings;

/// <summary>
/// Options as they are configured now. They follow changes of the configuration: a change that is wrong is logged, and the last good options
/// stay, where <c>IOptionsMonitor</c> would throw at whoever asks next. Thread-safe.
/// </summary>
/// <typeparam name="T">The options.</typeparam>
public sealed partial class LiveOptions<T> : IDisposable
    where T : class
{
    private readonly IOptionsFactory<T>? _factory;
    private readonly ILogger? _logger;
    private readonly IDisposable? _subscription;
    private volatile T _current;

    /// <summary>Reads them, and again after each change of the configuration; without one they stay as they are.</summary>
    /// <exception cref="OptionsValidationException">They are wrong now already.</exception>
    public LiveOptions(IOptionsFactory<T> factory, ILogger<LiveOptions<T>> logger, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        (_factory, _logger) = (factory, logger);
        _current = factory.Create(Options.DefaultName);
        if (configuration is not null) _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Options that nobody changes.</summary>
    internal LiveOptions(T options) => _current = options;

    /// <summary>Raised after they were read again, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>The options of this moment.</summary>
    public T Current => _current;

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    private void Reload()
    {
        try
        {
            _current = _factory!.Create(Options.DefaultName);
            Changed?.Invoke();
        }
        // Whatever it is: an edit of a file must not end the process, and a thread of the file watcher has nobody who would catch it.
        catch (Exception exception)
        {
            LogRejected(_logger!, typeof(T).Name, exception is OptionsValidationException ? exception.Message : exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changed settings ({Options}) were not taken over, the former ones stay in use. {Problem}")]
    private static partial void LogRejected(ILogger logger, string options, string problem);
}
