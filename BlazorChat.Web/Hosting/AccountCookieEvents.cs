using System.Security.Claims;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Ties the cookie to a row of sign-ins: each login makes a new one, each request asks whether it is still there and takes name and role from
/// the account as it is now, and signing out ends it, so that a copy of the cookie is worth nothing afterwards. Thread-safe.
/// </summary>
internal sealed class AccountCookieEvents(AccountAccess access, SignInStore signIns, SignInUse use, IOptions<IdentityOptions> identity) : CookieAuthenticationEvents
{
    /// <summary>The key in the request's items that says that its cookie was valid once and is no more.</summary>
    private static readonly object HasEnded = new();

    /// <inheritdoc/>
    /// <exception cref="RefusedException">The account may not be used: it was disabled between its password and this.</exception>
    public override async Task SigningIn(CookieSigningInContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Principal is not { Identity: ClaimsIdentity claims } principal || claims.HasClaim(claim => claim.Type == AccountClaims.SignIn)) return;
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) throw new InvalidOperationException("Only accounts have this cookie.");
        var http = context.HttpContext;
        var lifetime = context.Properties.IsPersistent ? AccountCookies.Lifetime : AccountCookies.ShortLifetime;
        var start = new SignInStart(SignInMethods.Of(context.Properties, principal), http.Request.Headers.UserAgent.ToString(), RemoteAddress.Of(http), lifetime)
        {
            Stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType),
        };
        var id = await signIns.BeginAsync(userId, start, http.RequestAborted);
        claims.AddClaim(new Claim(AccountClaims.SignIn, id.ToString()));
        context.Properties.ExpiresUtc = context.Properties.IssuedUtc + lifetime;
        // Whoever signs in anew in the same browser leaves no sign-in behind that nobody uses.
        await EndAsync(http.User);
    }

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        var address = RemoteAddress.Of(http);
        if (context.Principal is { } principal && AccountClaims.CallerOf(principal) is { } found)
        {
            var caller = found with { Address = address };
            if (await access.IsValidAsync(caller, http.RequestAborted) && await access.FindAsync(caller.UserId, http.RequestAborted) is { } standing)
            {
                context.ReplacePrincipal(AccountClaims.Renew(principal, standing, address));
                await use.TouchAsync(caller, context.Properties.IsPersistent ? AccountCookies.Lifetime : AccountCookies.ShortLifetime, http.RequestAborted);
                return;
            }
        }

        context.RejectPrincipal();
        http.Items[HasEnded] = true;
        await http.SignOutAsync(context.Scheme.Name); // The cookie; nobody is signed in here whose row could be ended.
    }

    /// <inheritdoc/>
    public override Task SigningOut(CookieSigningOutContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EndAsync(context.HttpContext.User);
    }

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ProgramPaths.Include(context.Request.Path)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.HttpContext.Items.ContainsKey(HasEnded) ? context.RedirectUri + "&ended=1" : context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>No other page: the status, whose page says what it means.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Not with the request's token: whoever asked is gone in a moment, and it shall be ended all the same.
    private async Task EndAsync(ClaimsPrincipal principal)
    {
        if (AccountClaims.CallerOf(principal) is not { SignInId: { } signIn } caller) return;
        try
        {
            await signIns.EndAsync(caller, signIn, CancellationToken.None);
        }
        catch (RefusedException)
        {
            // It was over already.
        }
    }
}
