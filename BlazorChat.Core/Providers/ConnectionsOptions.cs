using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>The server's connections as they are configured: the list <c>Connections</c>, and the variables that other systems know.</summary>
internal sealed class ConnectionsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Connections";

    /// <summary>The name of the connection that <c>OPENAI_API_KEY</c> or <c>OPENAI_BASE_URL</c> makes.</summary>
    public const string OpenAIName = "openai";

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
            settings.Models = [.. settings.Models.Select(model => model.Trim()).Where(model => model.Length > 0).Distinct(StringComparer.Ordinal)];
            Connections.Add(settings);
        }
        DefaultModel = Text(configuration, "DEFAULT_MODEL") ?? Text(configuration, "DefaultModel");
        // A listed connection of that name is the more explicit wish.
        var isListed = Connections.Exists(connection => string.Equals(connection.Name, OpenAIName, StringComparison.OrdinalIgnoreCase));
        if (!isListed && WellKnown(configuration) is { } openAI) Connections.Add(openAI);
    }

    private static ConnectionSettings? WellKnown(IConfiguration configuration)
    {
        var key = Text(configuration, "OPENAI_API_KEY");
        var keyFile = Text(configuration, "OPENAI_API_KEY_FILE");
        var baseUrl = Text(configuration, "OPENAI_BASE_URL");
        if (key is null && keyFile is null && baseUrl is null) return null;
        // Elsewhere than at OpenAI the older names of the API's fields are the safer ones.
        var isOpenAI = baseUrl is null || (Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) && url.Host == "api.openai.com");
        var kind = isOpenAI ? "openai" : "openai-compatible";
        return new ConnectionSettings { Name = OpenAIName, Provider = kind, BaseUrl = baseUrl, ApiKey = key, ApiKeyFile = keyFile };
    }

    private static string? Text(IConfiguration configuration, string key) => configuration[key]?.Trim() is { Length: > 0 } text ? text : null;
}
