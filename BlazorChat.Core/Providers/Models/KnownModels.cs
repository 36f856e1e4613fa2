using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorChat.Core.Providers.Models;

/// <summary>
/// What is known of models whose provider does not tell: the admin's table, and behind it a dated one that comes with the program. It
/// follows changes of the configuration: a change that is wrong is logged, and the last good table stays. Thread-safe.
/// </summary>
public sealed partial class KnownModels : IDisposable
{
    /// <summary>
    /// The window that is taken where nobody knows one: 16,384 tokens. Most models of today have at least that, a long conversation fits,
    /// and a smaller one that refuses it says so, while a greater default would fail more often.
    /// </summary>
    public const int DefaultContextWindow = 16_384;

    private const string Resource = "known-models.json";

    private static readonly Lazy<(DateOnly Dated, IReadOnlyList<ModelRow> Rows)> BuiltIn = new(ReadBuiltIn);

    private readonly IOptionsFactory<ModelsOptions> _options;
    private readonly ILogger<KnownModels> _logger;
    private readonly IDisposable _subscription;
    private volatile IReadOnlyList<ModelRow> _own;

    internal KnownModels(IConfiguration configuration, IOptionsFactory<ModelsOptions> options, ILogger<KnownModels> logger)
    {
        (_options, _logger) = (options, logger);
        _own = options.Create(Options.DefaultName).Rows;
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Raised after the admin's table was read again, on any thread. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>The day of which the table that comes with the program tells.</summary>
    public static DateOnly Dated => BuiltIn.Value.Dated;

    /// <summary>
    /// What is known of a model by its name, with or without its maker before a slash (<c>openai/gpt-4o</c>), a variant behind a colon
    /// (<c>:free</c>) or a date at its end. The admin's table wins; what it leaves open comes from the other. Null where neither has it.
    /// </summary>
    public ModelInfo? Find(string modelName)
    {
        string[] names = [.. Forms(modelName).Distinct(StringComparer.OrdinalIgnoreCase)];
        var own = names.Select(name => ModelRow.Best(_own, name)).FirstOrDefault(row => row is not null)?.Info;
        var known = names.Select(name => ModelRow.Best(BuiltIn.Value.Rows, name)).FirstOrDefault(row => row is not null)?.Info;
        // A variant is free, or runs elsewhere: its price is another one.
        if (modelName.Contains(':', StringComparison.Ordinal)) known = known is null ? null : known with { Price = null };
        return (own?.Or(known) ?? known) is { } found ? found with { Name = modelName } : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    /// <summary>The forms of a name, from the most exact one on.</summary>
    private static IEnumerable<string> Forms(string name)
    {
        var plain = name.Split(':')[0];
        var last = plain[(plain.LastIndexOf('/') + 1)..];
        return [name, plain, last, Version().Replace(last, "")];
    }

    private static (DateOnly Dated, IReadOnlyList<ModelRow> Rows) ReadBuiltIn()
    {
        using var stream = typeof(KnownModels).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        var table = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var options = new ModelsOptions();
        options.Read(table);
        if (options.Errors.Count > 0) throw new InvalidOperationException($"{Resource}: {options.Errors[0]}");
        return (DateOnly.ParseExact(table["dated"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture), options.Rows);
    }

    private void Reload()
    {
        try
        {
            _own = _options.Create(Options.DefaultName).Rows;
        }
        // Whatever it is: an edit of a file must not end the process, and a thread of the file watcher has nobody who would catch it.
        catch (Exception exception)
        {
            LogRejected(exception is OptionsValidationException ? exception.Message : exception.GetType().Name);
            return;
        }

        Notifications.Raise(Changed, LogHandlerFailed);
    }

    [GeneratedRegex(@"(?:-latest|[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|\d{3,4}))$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed table of models was not taken over, the former one stays in use. {Problem}")]
    private partial void LogRejected(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of a changed table of models failed")]
    private partial void LogHandlerFailed(Exception exception);
}
