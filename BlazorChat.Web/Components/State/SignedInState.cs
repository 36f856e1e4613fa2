using System.Security.Claims;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorChat.Web.Components.State;

/// <summary>
/// Who is signed in, for a request or a circuit. A circuit belongs to the sign-in with which it began: it becomes nobody's when that ends, or
/// when somebody else's connection takes it over, and nothing brings it back.
/// </summary>
internal sealed class SignedInState : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider
{
    private ClaimsPrincipal? _user;

    /// <summary>With whom it began; stays when that has ended. Null where nobody was signed in.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>Whether the sign-in has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(new AuthenticationState(_user ?? throw new InvalidOperationException("Nobody has said yet who is signed in.")));

    /// <inheritdoc/>
    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        // The framework has it at hand: a task is only its parameter's type.
        var user = authenticationStateTask is { IsCompletedSuccessfully: true } known ? known.GetAwaiter().GetResult().User : new ClaimsPrincipal(new ClaimsIdentity());
        if (_user is null) (_user, Caller) = (user, AccountClaims.CallerOf(user));
        else if (AccountClaims.CallerOf(user)?.SignInId != Caller?.SignInId) End();
    }

    /// <summary>Makes it nobody's.</summary>
    public void End()
    {
        HasEnded = true;
        Set(new ClaimsPrincipal(new ClaimsIdentity()));
    }

    /// <summary>Takes over name and role as the account has them now.</summary>
    public void Renew(AccountStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (HasEnded || _user is not { } user || (user.Identity?.Name, user.IsInRole(AccountRoles.Admin)) == (standing.UserName, standing.IsAdmin)) return;
        Set(AccountClaims.Renew(user, standing, Caller?.Address));
    }

    private void Set(ClaimsPrincipal user)
    {
        _user = user;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }
}
