using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>The cookies beside that of the account: against forged requests, and for what a passkey was asked.</summary>
internal static class CredentialCookies
{
    public static IServiceCollection AddCredentialCookies(this IServiceCollection services, ServerSettings settings)
    {
        services.AddAntiforgery();
        services.AddHttpContextAccessor();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, requests) =>
        {
            options.Cookie = new HostPrefixCookie(requests)
            {
                Name = "BlazorChat.Antiforgery",
                Path = "/",
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.SameAsRequest,
            };
            options.SuppressXFrameOptionsHeader = true; // frame-ancestors says it.
        });
        // Identity keeps what a passkey was asked in the cookie of its own second step, which is not used for that here.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options =>
        {
            options.Cookie.Name = "BlazorChat.Passkey";
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CookieManager = new HostPrefixCookies();
        });
        services.Configure<IdentityPasskeyOptions>(options => options.ServerDomain = settings.PublicUrl?.Host);
        return services;
    }
}
