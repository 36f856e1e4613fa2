using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Who may register now. It follows changes of the configuration, and of whatever else says that these options changed: one that is wrong is logged,
/// and the last good ones stay. (The monitor of options would throw where nobody catches it.) Thread-safe.
/// </summary>
internal sealed partial class RegistrationRules : IDisposable
{
    private readonly IOptionsFactory<RegistrationOptions> _factory;
    private readonly ILogger<RegistrationRules> _logger;
    private readonly List<IDisposable> _subscriptions = [];
    private volatile RegistrationOptions _current;

    public RegistrationRules(
        IOptionsFactory<RegistrationOptions> factory, IEnumerable<IOptionsChangeTokenSource<RegistrationOptions>> changes, IConfiguration? configuration, ILogger<RegistrationRules> logger)
    {
        (_factory, _logger) = (factory, logger);
        _current = factory.Create(Options.DefaultName);
        if (configuration is not null) _subscriptions.Add(ChangeToken.OnChange(configuration.GetReloadToken, Reload));
        foreach (var change in changes) _subscriptions.Add(ChangeToken.OnChange(change.GetChangeToken, Reload));
    }

    public RegistrationOptions Current => _current;

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private void Reload()
    {
        try
        {
            var next = _factory.Create(Options.DefaultName);
            if ((next.Mode, next.Approval) == (_current.Mode, _current.Approval)) return;
            _current = next;
            LogRead(next.Mode, next.Approval);
        }
        // Whatever it is: an edit of a file must not end the process.
        catch (Exception exception)
        {
            LogRejected(exception is OptionsValidationException invalid ? string.Join(" ", invalid.Failures) : exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Registration is {Mode} now; approval is asked for: {Approval}.")]
    private partial void LogRead(string mode, bool approval);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed settings of the registration were not taken over, the former ones stay in use. {Problem}")]
    private partial void LogRejected(string problem);
}
