using Microsoft.AspNetCore.Localization;

namespace BlazorChat.Web.Resources;

/// <summary>The language that a reader chose in Settings, from a cookie; what is none of ours counts as no choice.</summary>
internal sealed class ChosenLanguage : RequestCultureProvider
{
    private const string CookieName = "language";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The choice; null is the browser's.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Cookies[CookieName] is { } name && Cultures.Supported.Contains(name) ? name : null;

    /// <summary>Keeps a choice; whatever is none of our languages leaves it to the browser.</summary>
    public static void Keep(HttpContext context, string? name)
    {
        var options = new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lifetime, IsEssential = true };
        if (name is not null && Cultures.Supported.Contains(name)) context.Response.Cookies.Append(CookieName, name, options);
        else context.Response.Cookies.Delete(CookieName, options);
    }

    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(Of(httpContext) is { } name ? new ProviderCultureResult(name) : null);
}
