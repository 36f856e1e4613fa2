using System.Text.Json;
using BlazorChat.Core.Accounts.Profiles;

namespace BlazorChat.Web.Components.Settings.General;

/// <summary>What an account prefers, as <c>theme.js</c> reads it before the first paint.</summary>
internal static class AccountWishes
{
    /// <summary>A JSON object of choices by name; null where nobody is signed in.</summary>
    public static string? Of(HttpContext context)
    {
        if (context.Features.Get<Preferences>() is not { } preferences) return null;
        var wishes = new Dictionary<string, string>();
        if (preferences.Theme is { } theme) wishes[PreferenceNames.Theme] = theme;
        if (preferences.HasShortcuts is { } shortcuts) wishes[PreferenceNames.Shortcuts] = shortcuts ? "on" : "off";
        if (preferences.HasNotifications is { } notifications) wishes[PreferenceNames.Notifications] = notifications ? "on" : "off";
        return JsonSerializer.Serialize(wishes);
    }
}
