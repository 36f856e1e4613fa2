namespace BlazorChat.Web.Components.Settings;

/// <summary>One of the pages of the settings, as their list shows it. A new one is one line in <see cref="All"/>.</summary>
/// <param name="Path">Its address; what is below it belongs to it.</param>
/// <param name="GroupKey">The key of the text above its group.</param>
/// <param name="TitleKey">The key of its name.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="IsForAdmins">Whether only admins see it.</param>
internal sealed record SettingsSection(string Path, string GroupKey, string TitleKey, string Icon, bool IsForAdmins = false)
{
    /// <summary>The path of the one that tells how many accounts wait for approval.</summary>
    public const string Users = "admin/users";

    /// <summary>All of them in their order; the first is where the settings begin.</summary>
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new("settings/general", "SettingsYours", "General", "gear"),
        new("settings/profile", "SettingsYours", "Profile", "person"),
        new("settings/security", "SettingsYours", "Security", "lock"),
        new("settings/sign-ins", "SettingsYours", "SignIns", "screen"),
        new("settings/connections", "SettingsYours", "MyConnections", "plug"),
        new("settings/models", "SettingsYours", "Models", "star"),
        new(Users, "SettingsServer", "Users", "users", IsForAdmins: true),
        new("admin/invitations", "SettingsServer", "Invitations", "mail", IsForAdmins: true),
        new("settings/connections/server", "SettingsServer", "ServerConnections", "server", IsForAdmins: true),
        new("admin/settings", "SettingsServer", "ServerSettings", "gear", IsForAdmins: true),
        new("admin/audit", "SettingsServer", "Audit", "clock", IsForAdmins: true),
        new("admin/health", "SettingsServer", "Health", "pulse", IsForAdmins: true),
    ];

    /// <summary>The section that an address, relative to the base, belongs to: the longest path that it begins with.</summary>
    public static SettingsSection? Of(string address)
    {
        var path = address.Split('?', '#')[0].TrimEnd('/');
        return All.Where(section => path == section.Path || path.StartsWith(section.Path + "/", StringComparison.Ordinal)).MaxBy(section => section.Path.Length);
    }
}
