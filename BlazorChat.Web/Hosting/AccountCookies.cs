using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>The cookies of accounts, and who may see what by default.</summary>
internal static class AccountCookies
{
    /// <summary>How long a sign-in lasts without use where it outlives the browser.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>How long it lasts without use where it ends with the browser, which may never be closed.</summary>
    public static readonly TimeSpan ShortLifetime = TimeSpan.FromHours(24);

    public static IServiceCollection AddAccountCookies(this IServiceCollection services)
    {
        services.AddSingleton<SignInUse>();
        services.AddSingleton<AccountCookieEvents>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(Configure);
            // Between password and code, for a remembered device, and for what passkeys have in between.
            foreach (var other in (OptionsBuilder<CookieAuthenticationOptions>?[])[cookies.TwoFactorUserIdCookie, cookies.TwoFactorRememberMeCookie, cookies.ExternalCookie]) other!.Configure(Protect);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        return services;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        Protect(options);
        options.Cookie.Name = "BlazorChat";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = "/account/login";
        options.LogoutPath = "/account/logout";
        options.ReturnUrlParameter = "returnUrl";
        // Instead of Identity's check of the security stamp, which lets a cookie live on for its interval and knows no single sign-ins: here every
        // request asks for the account and the sign-in. Stamps stay what Identity's tokens are bound to.
        options.EventsType = typeof(AccountCookieEvents);
    }

    private static void Protect(CookieAuthenticationOptions options)
    {
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new HostPrefixCookies();
    }
}
