using System.Globalization;
using BlazorChat.Core.Providers.Offline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Providers;

/// <summary>Says everything that is wrong with the connections in one message: the setting, its value's problem, and an example.</summary>
internal sealed class ConnectionsValidator(ProviderKinds kinds, IConfiguration configuration) : IValidateOptions<ConnectionsOptions>
{
    private const double MaxTimeoutSeconds = 86_400;
    private const int MaxNameLength = 64;
    private const string KeyFileExample = "\"/run/secrets/llm_key\"";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ConnectionsOptions options)
    {
        string[] errors = [.. NameErrors(options.Connections), .. options.Connections.SelectMany(Errors)];
        if (errors.Length == 0) return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail($"The configured connections cannot be used:{string.Concat(errors.Select(error => $"\n- {error}"))}");
    }

    /// <summary>A timeout in seconds; null where the text is none.</summary>
    public static TimeSpan? ReadSeconds(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        return isNumber && seconds is > 0 and <= MaxTimeoutSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static IEnumerable<string> NameErrors(IReadOnlyList<ConnectionSettings> connections)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var connection in connections)
        {
            var problem = NameProblem(connection.Name);
            if (problem is null && !seen.Add(connection.Name!)) problem = $": {Shown(connection.Name!)} is the name of another connection already";
            if (problem is not null) yield return Error(connection, "name", problem, "\"my-server\"");
        }
    }

    private static string? NameProblem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return " is missing";
        if (name.Contains('/')) return $": {Shown(name)} holds a slash, which ends the name in a model's id";
        if (name.Length > MaxNameLength || name != name.Trim() || name.Any(char.IsControl))
            return $": {Shown(name)} is longer than {MaxNameLength} characters, or has spaces around it or control characters in it";
        var isReserved = name.Equals(OfflineProvider.ReservedName, StringComparison.OrdinalIgnoreCase);
        return isReserved ? $": {Shown(name)} is the name of the built-in connection" : null;
    }

    private IEnumerable<string> Errors(ConnectionSettings connection) =>
        [.. ProviderErrors(connection), .. BaseUrlErrors(connection), .. KeyErrors(connection), .. KeyFileErrors(connection), .. TimeoutErrors(connection), .. ConfiguredDetails.Errors(connection)];

    private IEnumerable<string> ProviderErrors(ConnectionSettings connection)
    {
        var kind = string.IsNullOrWhiteSpace(connection.Provider) ? null : kinds.Find(connection.Provider);
        if (kind is null)
        {
            var known = string.Join(", ", kinds.Names.Where(name => name != OfflineProvider.ReservedName));
            var problem = string.IsNullOrWhiteSpace(connection.Provider) ? " is missing" : $": {Shown(connection.Provider)} is unknown";
            yield return Error(connection, "provider", $"{problem}. Known are: {known}", "\"openai-compatible\"");
        }
        else if (kind.DefaultBaseUrl is null && string.IsNullOrWhiteSpace(connection.BaseUrl))
        {
            yield return Error(connection, "base_url", " is missing", "\"http://localhost:11434/v1\"");
        }
    }

    private static IEnumerable<string> BaseUrlErrors(ConnectionSettings connection)
    {
        if (BaseUrlProblem(connection.BaseUrl) is { } problem) yield return Error(connection, "base_url", problem, "\"https://llm.example.org/v1\"");
    }

    private static string? BaseUrlProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            // What cannot be taken apart may hold a password: it is not shown.
            return $": {(text.Contains('@') ? "the value" : Shown(text))} is no absolute http or https address";
        }
        if (url.UserInfo.Length > 0) return " holds a user name or password, which would show up in logs and messages; put the key into api_key_file";
        return url.Query.Length > 0 || url.Fragment.Length > 0 ? " holds a query or a fragment, which an API's address cannot have" : null;
    }

    private IEnumerable<string> KeyErrors(ConnectionSettings connection)
    {
        var key = connection.KeyOf("api_key");
        if (SettingsFiles.Holding(configuration, key) is { } file)
        {
            var variable = key.Replace(":", "__", StringComparison.Ordinal);
            yield return Error(
                connection, "api_key", $" stands in {file}, where a key does not belong: such files are copied and shared. Remove it there",
                $"the environment variable {variable}, or \"api_key_file\": {KeyFileExample}");
        }
        if (string.IsNullOrWhiteSpace(connection.ApiKey)) yield break;
        if (!string.IsNullOrWhiteSpace(connection.ApiKeyFile)) yield return Error(connection, "api_key_file", $" and {key} are both set; one of them is enough", KeyFileExample);
        else if (KeyProblem(connection.ApiKey.Trim()) is { } problem) yield return Error(connection, "api_key", problem, "the key as the provider shows it");
    }

    private static IEnumerable<string> KeyFileErrors(ConnectionSettings connection)
    {
        if (string.IsNullOrWhiteSpace(connection.ApiKeyFile)) yield break;
        var key = KeyFile.TryRead(connection.ApiKeyFile, out var missing);
        var problem = key is null ? $" {missing}" : KeyProblem(key);
        if (problem is not null) yield return Error(connection, "api_key_file", $": {Shown(connection.ApiKeyFile)}{problem}", KeyFileExample);
    }

    private static string? KeyProblem(string key)
    {
        if (key.Any(character => character is <= ' ' or > '~')) return " holds characters that no key has (spaces, line ends, letters with accents)";
        var isPlaceholder = key.Contains("...", StringComparison.Ordinal)
            || key.StartsWith('<')
            || key.Contains("changeme", StringComparison.OrdinalIgnoreCase)
            || key.Replace('_', '-').Contains("your-", StringComparison.OrdinalIgnoreCase);
        return isPlaceholder ? " is a placeholder from an example, not a key" : null;
    }

    private static IEnumerable<string> TimeoutErrors(ConnectionSettings connection)
    {
        (string Setting, string? Value)[] timeouts =
        [
            ("connect_timeout", connection.ConnectTimeout),
            ("first_token_timeout", connection.FirstTokenTimeout),
            ("idle_timeout", connection.IdleTimeout),
            ("total_timeout", connection.TotalTimeout),
        ];
        foreach (var (setting, value) in timeouts)
        {
            if (string.IsNullOrWhiteSpace(value) || ReadSeconds(value) is not null) continue;
            yield return Error(connection, setting, $": {Shown(value)} is no number of seconds above 0 and up to {MaxTimeoutSeconds:0}", "120");
        }
    }

    private static string Error(ConnectionSettings connection, string setting, string problem, string example) =>
        $"{connection.KeyOf(setting)}{problem}. Example: {example}";

    private static string Shown(string value) => $"\"{SafeText.Cut(SafeText.OneLine(value), 100)}\"";
}
