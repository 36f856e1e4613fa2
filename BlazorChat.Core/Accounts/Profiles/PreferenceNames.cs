namespace BlazorChat.Core.Accounts.Profiles;

/// <summary>The preferences by name, as programs and pages write them.</summary>
public static class PreferenceNames
{
    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public const string Theme = "theme";

    /// <summary>A culture's name; empty is the browser's.</summary>
    public const string Language = "language";

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public const string Shortcuts = "shortcuts";

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public const string Notifications = "notifications";
}
