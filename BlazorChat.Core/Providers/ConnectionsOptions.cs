using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>The server's connections as they are configured: the list <c>Connections</c>, and the variables that other systems know.</summary>
internal sealed class ConnectionsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Connections";

    /// <summary>The name of the connection that <c>OPENAI_API_KEY</c> or <c>OPENAI_BASE_URL</c> makes.</summary>
    public const string OpenAIName = "openai";

    /// <summary>The variables that other systems' users have, and the connections that they make.</summary>
    private static readonly Variables[] WellKnownConnections =
    [
        new(OpenAIName, "OPENAI_", "OPENAI_API_KEY", "OPENAI_BASE_URL"), new("anthropic", "ANTHROPIC_", "ANTHROPIC_API_KEY", null),
        new("openrouter", "OPENROUTER_", "OPENROUTER_API_KEY", null), new("ollama", "OLLAMA_", null, "OLLAMA_BASE_URL"),
    ];

    /// <summary>The connections in the order of the configuration.</summary>
    public List<ConnectionSettings> Connections { get; } = [];

    /// <summary><c>DEFAULT_MODEL</c> or <c>DefaultModel</c>; null where neither is set.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>Reads them. It judges nothing; <see cref="ConnectionsValidator"/> does.</summary>
    public void Read(IConfiguration configuration)
    {
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            var settings = section.Get<ConnectionSettings>() ?? new ConnectionSettings();
            settings.Path = section.Path;
            // An environment variable cannot hold a list: names with commas between them will do.
            if (section["models"] is { Length: > 0 } names) settings.Models = [.. names.Split(',')];
            if (section["fallbacks"] is { Length: > 0 } ids) settings.Fallbacks = [.. ids.Split(',')];
            settings.Models = Names(settings.Models);
            settings.Fallbacks = Names(settings.Fallbacks);
            Connections.Add(settings);
        }
        DefaultModel = Text(configuration, "DEFAULT_MODEL") ?? Text(configuration, "DefaultModel");
        foreach (var variables in WellKnownConnections)
        {
            // A listed connection of that name is the more explicit wish.
            var isListed = Connections.Exists(connection => string.Equals(connection.Name, variables.Name, StringComparison.OrdinalIgnoreCase));
            if (!isListed && WellKnown(configuration, variables) is { } known) Connections.Add(known);
        }
    }

    /// <summary>What these variables make; null where none of them is set.</summary>
    private static ConnectionSettings? WellKnown(IConfiguration configuration, Variables variables)
    {
        var (name, prefix) = (variables.Name, variables.Prefix);
        var key = variables.Key is null ? null : Text(configuration, variables.Key);
        var keyFile = variables.Key is null ? null : Text(configuration, variables.Key + "_FILE");
        var baseUrl = variables.BaseUrl is null ? null : Text(configuration, variables.BaseUrl);
        if (key is null && keyFile is null && baseUrl is null) return null;
        // Elsewhere than at OpenAI the older names of the API's fields are the safer ones.
        var isElsewhere = name == OpenAIName && baseUrl is not null && !(Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) && url.Host == "api.openai.com");
        return new ConnectionSettings
        {
            Name = name, Provider = isElsewhere ? "openai-compatible" : name, BaseUrl = baseUrl, ApiKey = key, ApiKeyFile = keyFile, Prefix = prefix,
        };
    }

    private sealed record Variables(string Name, string Prefix, string? Key, string? BaseUrl);

    private static List<string> Names(IEnumerable<string> names) => [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? Text(IConfiguration configuration, string key) => configuration[key]?.Trim() is { Length: > 0 } text ? text : null;
}
