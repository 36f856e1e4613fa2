namespace BlazorChat.Core.Accounts.Profiles;

/// <summary>How somebody wants the pages, on every device. Null is no wish: what the browser has kept counts.</summary>
public sealed record Preferences
{
    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public string? Theme { get; init; }

    /// <summary>A culture's name.</summary>
    public string? Language { get; init; }

    /// <summary>Whether keyboard shortcuts are on.</summary>
    public bool? HasShortcuts { get; init; }

    /// <summary>Whether the browser shall tell that an answer is ready.</summary>
    public bool? HasNotifications { get; init; }
}
