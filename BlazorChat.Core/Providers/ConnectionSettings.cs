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

    /// <summary>The model ids to ask when a model of it fails before it answers.</summary>
    [ConfigurationKeyName("fallbacks")]
    public List<string> Fallbacks { get; set; } = [];

    /// <summary>Headers for each request.</summary>
    [ConfigurationKeyName("headers")]
    public Dictionary<string, string?> Headers { get; set; } = [];

    /// <summary>What is sent where nothing else is said.</summary>
    [ConfigurationKeyName("parameters")]
    public ParameterSettings Parameters { get; set; } = new();

    /// <summary>What its models cost.</summary>
    [ConfigurationKeyName("prices")]
    public List<PriceSettings> Prices { get; set; } = [];

    /// <summary>The window of its models where nobody tells, in tokens.</summary>
    [ConfigurationKeyName("context_window")]
    public string? ContextWindow { get; set; }

    /// <summary>To connect, in seconds.</summary>
    [ConfigurationKeyName("connect_timeout")]
    public string? ConnectTimeout { get; set; }

    /// <summary>To the first delta, in seconds.</summary>
    [ConfigurationKeyName("first_token_timeout")]
    public string? FirstTokenTimeout { get; set; }

    /// <summary>Between two deltas, in seconds.</summary>
    [ConfigurationKeyName("idle_timeout")]
    public string? IdleTimeout { get; set; }

    /// <summary>In all, in seconds.</summary>
    [ConfigurationKeyName("total_timeout")]
    public string? TotalTimeout { get; set; }

    /// <summary>Where it stands: <c>Connections:0</c>; null for one that well-known variables make.</summary>
    public string? Path { get; set; }

    /// <summary>What the well-known variables that make it begin with: <c>OPENAI_</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The full name of one of its settings, for messages.</summary>
    public string KeyOf(string setting) => Path is null ? Prefix + setting.ToUpperInvariant() : $"{Path}:{setting}";
}
