namespace BlazorChat.Core.Providers.Offline;

/// <summary>Settings of the built-in model.</summary>
internal sealed class OfflineOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Offline";

    /// <summary>How fast it writes, in words a second; 0 is without delay. Default 30.</summary>
    public double WordsPerSecond { get; set; } = 30;

    /// <summary>The fastest that can be asked for.</summary>
    public const double MaxWordsPerSecond = 10_000;

    /// <summary>Whether the settings can be used.</summary>
    public bool IsValid => WordsPerSecond is >= 0 and <= MaxWordsPerSecond;
}
