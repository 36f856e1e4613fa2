using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Core.Egress;

/// <summary>
/// The exceptions as they are configured now. It follows changes of the configuration: a change that is wrong is logged, and the last
/// good exceptions stay. Thread-safe.
/// </summary>
internal sealed partial class EgressRules : IDisposable
{
    private readonly IOptionsFactory<EgressOptions> _factory;
    private readonly ILogger<EgressRules> _logger;
    private readonly IDisposable? _subscription;
    private volatile EgressOptions _current;

    /// <summary>Reads them; without a configuration there are none.</summary>
    public EgressRules(IOptionsFactory<EgressOptions> factory, IConfiguration? configuration, ILogger<EgressRules> logger)
    {
        (_factory, _logger) = (factory, logger);
        _current = factory.Create(Options.DefaultName);
        if (configuration is not null) _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Another object after each change of what it holds, and the same one until then.</summary>
    public EgressOptions Current => _current;

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    private void Reload()
    {
        try
        {
            var next = _factory.Create(Options.DefaultName);
            // Each change makes new connections necessary, and most changes of the configuration are about something else.
            if (next.AllowedForUsers.SequenceEqual(_current.AllowedForUsers) && next.AllowedMetadata.SequenceEqual(_current.AllowedMetadata)) return;
            _current = next;
            LogRead(next.AllowedForUsers.Count, next.AllowedMetadata.Count);
        }
        // Whatever it is: an edit of a file must not end the process, and a thread of the file watcher has nobody who would catch it.
        catch (Exception exception)
        {
            LogRejected(exception is OptionsValidationException ? exception.Message : exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The exceptions for addresses were read again; there are {ForUsers} for users and {Metadata} for metadata")]
    private partial void LogRead(int forUsers, int metadata);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed exceptions for addresses were not taken over, the former ones stay in use. {Problem}")]
    private partial void LogRejected(string problem);
}
