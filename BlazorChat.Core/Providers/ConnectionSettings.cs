using Microsoft.Extensions.Configuration;

namespace BlazorChat.Core.Providers;

/// <summary>
/// One connection as it stands in the configuration. Every value is text, so that the validation can name all that is wrong at once where
/// the binder would stop at the first.
/// </summary>
internal sealed class ConnectionSettings
{
    /// <summary>The first segment of its models' ids.</summary>
    [ConfigurationKeyName("name")]
    public string? Name { get; set; }

    /// <summary>The kind.</summary>
    [ConfigurationKeyName("provider")]
    public string? Provider { get; set; }

    /// <summary>Where it is.</summary>
    [ConfigurationKeyName("base_url")]
    public string? BaseUrl { get; set; }

    /// <summary>The key; only from the environment or user secrets.</summary>
    [ConfigurationKeyName("api_key")]
    public string? ApiKey { get; set; }

    /// <summary>A file that holds the key.</summary>
    [ConfigurationKeyName("api_key_file")]
    public string? ApiKeyFile { get; set; }

    /// <summary>The models to offer; empty asks the provider.</summary>
    [ConfigurationKeyName("models")]
    public List<string> Models { get; set; } = [];

    /// <summary>To the first delta, in seconds.</summary>
    [ConfigurationKeyName("first_token_timeout")]
    public string? FirstTokenTimeout { get; set; }

    /// <summary>Between two deltas, in seconds.</summary>
    [ConfigurationKeyName("idle_timeout")]
    public string? IdleTimeout { get; set; }

    /// <summary>In all, in seconds.</summary>
    [ConfigurationKeyName("total_timeout")]
    public string? TotalTimeout { get; set; }

    /// <summary>Where it stands: <c>Connections:0</c>; null for the one that well-known variables make.</summary>
    public string? Path { get; set; }

    /// <summary>The full name of one of its settings, for messages.</summary>
    public string KeyOf(string setting) => Path is null ? $"OPENAI_{setting.ToUpperInvariant()}" : $"{Path}:{setting}";
}
