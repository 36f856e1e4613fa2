using BlazorChat.Core.Accounts.Profiles;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Api;
using BlazorChat.Web.Resources;

namespace BlazorChat.Web.Components.Settings.General;

/// <summary>Keeps a chosen language with the account of whoever chose it, where somebody is signed in.</summary>
internal static class AccountLanguage
{
    /// <summary>Keeps it; whatever is none of our languages is the browser's. What cannot be kept with the account holds for this browser.</summary>
    public static async Task KeepAsync(HttpContext context, string? name)
    {
        if (context.User.Identity is not { IsAuthenticated: true }) return;
        var language = name is not null && Cultures.Supported.Contains(name) ? name : "";
        try
        {
            await context.RequestServices.GetRequiredService<ProfileStore>().SetPreferenceAsync(context.User.ToCaller(), PreferenceNames.Language, language, context.RequestAborted);
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            // The cookie has it.
        }
    }
}
