namespace BlazorChat.Web.Components.Admin;

/// <summary>How a setting of the server is shown. The rules are the core's; a new setting is one line here and one there.</summary>
/// <param name="Key">Its key in the configuration.</param>
/// <param name="TitleKey">The key of its name.</param>
/// <param name="HintKey">The key of what it does.</param>
public sealed record ServerSettingField(string Key, string TitleKey, string HintKey)
{
    /// <summary>The keys of the words to choose from, by value.</summary>
    public IReadOnlyDictionary<string, string> ChoiceKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>The field's id in the page.</summary>
    public string Id => "setting-" + Key.Replace(':', '-');
}

/// <summary>Settings that belong together and are saved together.</summary>
/// <param name="TitleKey">The key of their heading.</param>
/// <param name="TextKey">The key of what is said of them.</param>
/// <param name="Fields">The settings.</param>
public sealed record ServerSettingGroup(string TitleKey, string TextKey, IReadOnlyList<ServerSettingField> Fields)
{
    /// <summary>All of them in their order.</summary>
    public static IReadOnlyList<ServerSettingGroup> All { get; } =
    [
        new("SettingsRegistration", "SettingsRegistrationText",
        [
            new("Registration:Mode", "SettingRegistrationMode", "SettingRegistrationModeHint")
            {
                ChoiceKeys = new Dictionary<string, string> { ["closed"] = "RegistrationClosed", ["invitation"] = "RegistrationInvitation", ["open"] = "RegistrationOpen" },
            },
            new("Registration:Approval", "SettingRegistrationApproval", "SettingRegistrationApprovalHint"),
        ]),
        new("SettingsLimits", "SettingsLimitsText",
        [
            new("Generation:PerUser", "SettingPerUser", "SettingPerUserHint"),
            new("Generation:MaxQueuedPerUser", "SettingMaxQueued", "SettingMaxQueuedHint"),
            new("Circuits:MaxPerUser", "SettingMaxPages", "SettingMaxPagesHint"),
        ]),
        new("SettingsEgress", "SettingsEgressText",
        [
            new("Egress:AllowedForUsers", "SettingAllowedForUsers", "SettingAllowedForUsersHint"),
        ]),
    ];
}
