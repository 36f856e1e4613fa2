using System.Globalization;
using BlazorChat.Core.Providers.Offline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers;

/// <summary>Says everything that is wrong with the connections in one message: the setting, its value's problem, and an example.</summary>
internal sealed class ConnectionsValidator(ProviderKinds kinds, IConfiguration configuration) : IValidateOptions<ConnectionsOptions>
{
    private const double MaxTimeoutSeconds = 86_400;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ConnectionsOptions options)
    {
        string[] errors = [.. Names(options.Connections), .. options.Connections.SelectMany(Errors)];
        return errors.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"The configured connections cannot be used:{string.Concat(errors.Select(error => $"\n- {error}"))}");
    }

    /// <summary>A timeout in seconds; null where the text is none.</summary>
    public static TimeSpan? ReadSeconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxTimeoutSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static IEnumerable<string> Names(IReadOnlyList<ConnectionSettings> connections)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var connection in connections)
        {
            var key = connection.KeyOf("name");
            var name = connection.Name;
            if (string.IsNullOrWhiteSpace(name)) yield return $"{key} is missing. Example: \"local\"";
            else if (name.Contains('/')) yield return $"{key}: {Shown(name)} holds a slash, which ends the name in a model's id. Example: \"my-server\"";
            else if (name.Length > 64 || name != name.Trim() || name.Any(char.IsControl)) yield return $"{key}: {Shown(name)} is longer than 64 characters, or has spaces around it or control characters in it. Example: \"my-server\"";
            else if (name.Equals(OfflineProvider.ReservedName, StringComparison.OrdinalIgnoreCase)) yield return $"{key}: {Shown(name)} is the name of the built-in connection. Example: \"local\"";
            else if (!seen.Add(name)) yield return $"{key}: {Shown(name)} is the name of another connection already. Example: {Shown(name + "-2")}";
        }
    }

    private IEnumerable<string> Errors(ConnectionSettings connection) =>
        [.. Provider(connection), .. BaseUrl(connection), .. Key(connection), .. Timeouts(connection)];

    private IEnumerable<string> Provider(ConnectionSettings connection)
    {
        var known = string.Join(", ", kinds.Names.Where(kind => kind != OfflineProvider.ReservedName));
        if (string.IsNullOrWhiteSpace(connection.Provider)) yield return $"{connection.KeyOf("provider")} is missing. Known are: {known}. Example: \"openai-compatible\"";
        else if (kinds.Find(connection.Provider) is null) yield return $"{connection.KeyOf("provider")}: {Shown(connection.Provider)} is unknown. Known are: {known}. Example: \"openai-compatible\"";
        else if (kinds.Find(connection.Provider)!.NeedsBaseUrl && string.IsNullOrWhiteSpace(connection.BaseUrl)) yield return $"{connection.KeyOf("base_url")} is missing. Example: \"http://localhost:11434/v1\"";
    }

    private static IEnumerable<string> BaseUrl(ConnectionSettings connection)
    {
        const string Example = "Example: \"https://llm.example.org/v1\"";
        var key = connection.KeyOf("base_url");
        if (string.IsNullOrWhiteSpace(connection.BaseUrl)) yield break;
        if (!Uri.TryCreate(connection.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            // What cannot be taken apart may hold a password: it is not shown.
            var shown = connection.BaseUrl.Contains('@') ? "the value" : Shown(connection.BaseUrl);
            yield return $"{key}: {shown} is no absolute http or https address. {Example}";
        }
        else if (url.UserInfo.Length > 0) yield return $"{key} holds a user name or password, which would show up in logs and messages. Put the key into api_key_file. {Example}";
        else if (url.Query.Length > 0 || url.Fragment.Length > 0) yield return $"{key} holds a query or a fragment, which an API's address cannot have. {Example}";
    }

    private IEnumerable<string> Key(ConnectionSettings connection)
    {
        var key = connection.KeyOf("api_key");
        if (SettingsFiles.Holding(configuration, key) is { } file) yield return $"{key} stands in {file}, where a key does not belong: such files are copied and shared. Remove it there. Example: the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}, or \"api_key_file\": \"/run/secrets/llm_key\"";
        var hasKey = !string.IsNullOrWhiteSpace(connection.ApiKey);
        if (string.IsNullOrWhiteSpace(connection.ApiKeyFile))
        {
            if (hasKey && Unusable(connection.ApiKey!.Trim()) is { } problem) yield return $"{key} {problem}. Example: the key as the provider shows it once";
            yield break;
        }
        var fileKey = connection.KeyOf("api_key_file");
        const string Example = "Example: \"/run/secrets/llm_key\"";
        if (hasKey) yield return $"{fileKey} and {key} are both set; one of them is enough. {Example}";
        if (KeyFile.TryRead(connection.ApiKeyFile, out var missing) is not { } read) yield return $"{fileKey}: {Shown(connection.ApiKeyFile)} {missing}. {Example}";
        else if (Unusable(read) is { } unusable) yield return $"{fileKey}: the content of {Shown(connection.ApiKeyFile)} {unusable}. {Example}";
    }

    private static string? Unusable(string key) =>
        key.Any(character => character is <= ' ' or > '~') ? "holds characters that no key has (spaces, line ends, letters with accents)"
        : key.Contains("...", StringComparison.Ordinal) || key.StartsWith('<') || key.Contains("changeme", StringComparison.OrdinalIgnoreCase) || key.Replace('_', '-').Contains("your-", StringComparison.OrdinalIgnoreCase) ? "is a placeholder from an example, not a key"
        : null;

    private static IEnumerable<string> Timeouts(ConnectionSettings connection)
    {
        (string Setting, string? Value)[] timeouts = [("first_token_timeout", connection.FirstTokenTimeout), ("idle_timeout", connection.IdleTimeout), ("total_timeout", connection.TotalTimeout)];
        return timeouts.Where(timeout => !string.IsNullOrWhiteSpace(timeout.Value) && ReadSeconds(timeout.Value) is null)
            .Select(timeout => $"{connection.KeyOf(timeout.Setting)}: {Shown(timeout.Value!)} is no number of seconds above 0 and up to {MaxTimeoutSeconds:0}. Example: 120");
    }

    private static string Shown(string value) => $"\"{SafeText.Cut(SafeText.OneLine(value), 100)}\"";
}
