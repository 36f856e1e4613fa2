namespace BlazorChat.Core.Administration;

/// <summary>A setting as it is now.</summary>
/// <param name="Setting">Which one.</param>
/// <param name="Value">The value that holds, in its stored form.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record ServerSettingView(ServerSetting Setting, string Value, ServerSettingSource Source)
{
    /// <summary>What would hold if nothing were set here.</summary>
    public string Fallback { get; init; } = "";

    /// <summary>What is set here, whether it holds or not; null where nothing is. A change has to name it, so that nobody undoes a change unseen.</summary>
    public string? Stored { get; init; }

    /// <summary>Who set it, by the name of that time; null where nobody did.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>When; null where nobody did.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Whether what is set here is not accepted by this version, and so does not hold.</summary>
    public bool IsIgnored => Stored is not null && Source != ServerSettingSource.Stored;
}

/// <summary>Where the value of a setting comes from.</summary>
public enum ServerSettingSource
{
    /// <summary>Nobody said anything else.</summary>
    Default,

    /// <summary>A file, the environment or the command line.</summary>
    Configuration,

    /// <summary>An admin set it in the browser.</summary>
    Stored,
}

/// <summary>What an admin wants a setting to be.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">The value; null takes away what is set here, so that the configuration holds again.</param>
/// <param name="Read">What was set here when the admin saw it: <see cref="ServerSettingView.Stored"/>.</param>
public sealed record ServerSettingChange(string Key, string? Value, string? Read);
