using BlazorChat.Core.Accounts;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorChat.Web.Components.State;

/// <summary>Who sits before this page, from the authentication state and never from a parameter.</summary>
internal sealed class CurrentCaller(AuthenticationStateProvider authentication)
{
    /// <summary>The caller.</summary>
    /// <exception cref="RefusedException">The sign-in has ended; the page goes in a moment.</exception>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its <c>[Authorize]</c>.</exception>
    public async Task<Caller> GetAsync()
    {
        if (authentication is SignedInState { HasEnded: true }) throw new RefusedException(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
        return AccountClaims.CallerOf((await authentication.GetAuthenticationStateAsync()).User)
            ?? throw new InvalidOperationException("Nobody is signed in. A page that asks for its caller needs [Authorize].");
    }

    /// <summary>Whether to show what only admins may do. What is done is checked against the account itself.</summary>
    public async Task<bool> IsAdminAsync() => (await authentication.GetAuthenticationStateAsync()).User.IsInRole(AccountRoles.Admin);

    /// <summary>The name to show; empty where there is none.</summary>
    public async Task<string> GetNameAsync() => (await authentication.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
}
