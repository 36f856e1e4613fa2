using BlazorChat.Core.Administration;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>The reader's words for the values of settings.</summary>
internal static class ServerSettingTexts
{
    /// <summary>The values of a switch.</summary>
    public static IReadOnlyList<string> Switch { get; } = ["true", "false"];

    /// <summary>A stored value as a field has it: of a list one entry a line.</summary>
    public static string ToField(ServerSetting setting, string value) => setting.Kind == ServerSettingKind.Lines ? value.Replace(",", "\n", StringComparison.Ordinal) : value;

    /// <summary>A value in a sentence.</summary>
    public static string Shown(IStringLocalizer<Texts> texts, ServerSettingField field, ServerSetting setting, string value) => setting.Kind switch
    {
        ServerSettingKind.Switch => texts[value == "true" ? "SwitchedOn" : "SwitchedOff"],
        ServerSettingKind.Choice => field.ChoiceKeys.TryGetValue(value, out var key) ? texts[key] : value,
        ServerSettingKind.Lines => value.Length == 0 ? texts["SettingNone"] : texts["SettingLines", value.Count(letter => letter == ',') + 1],
        _ => value,
    };
}
