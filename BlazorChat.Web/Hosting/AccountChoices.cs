using System.Globalization;
using BlazorChat.Core.Accounts.Profiles;
using BlazorChat.Core.Security;
using BlazorChat.Web.Api;
using BlazorChat.Web.Resources;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Brings what an account prefers to every device: the pages find it among the request's features, and its language stands before the one
/// that this browser has kept.
/// </summary>
internal sealed class AccountChoices(RequestDelegate next, ProfileStore profiles)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true } && IsPage(context.Request) && await ReadAsync(context) is { } preferences)
        {
            context.Features.Set(preferences);
            if (preferences.Language is { } language && Cultures.Supported.Contains(language))
            {
                if (ChosenLanguage.Of(context) != language) ChosenLanguage.Keep(context, language);
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                context.Response.Headers.ContentLanguage = language;
            }
        }

        await next(context);
    }

    private async Task<Preferences?> ReadAsync(HttpContext context)
    {
        try
        {
            return await profiles.PreferencesAsync(context.User.ToCaller(), context.RequestAborted);
        }
        catch (RefusedException)
        {
            return null; // Signed out in this moment; whoever comes next says so.
        }
    }

    /// <summary>A page, or the circuit of one: what else is asked speaks no language.</summary>
    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && (PlainPage.IsWanted(request.HttpContext) || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase));
}
