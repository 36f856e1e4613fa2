using System.Security.Claims;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts;

/// <summary>What a signed-in principal says of its account beside Identity's own claims.</summary>
public static class AccountClaims
{
    /// <summary>The sign-in by which it asks.</summary>
    public const string SignIn = "sid";

    /// <summary>The network address from which it asks now.</summary>
    public const string Address = "address";

    /// <summary>Who asks; null where the principal is not signed in. Without a sign-in it is nobody: what was given out before there were any counts no more.</summary>
    public static Caller? CallerOf(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) return null;
        if (!Guid.TryParse(principal.FindFirstValue(SignIn), out var signIn)) return null;
        return new Caller(userId) { SignInId = signIn, Address = principal.FindFirstValue(Address) };
    }

    /// <summary>The same principal with the account's present name and role, and with the address from which it asks now.</summary>
    public static ClaimsPrincipal Renew(ClaimsPrincipal principal, AccountStanding standing, string? address)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(standing);
        if (principal.Identity is not ClaimsIdentity identity) return principal;
        var kept = identity.Claims.Where(claim => claim.Type != identity.NameClaimType && claim.Type != identity.RoleClaimType && claim.Type != Address);
        var renewed = new ClaimsIdentity(kept, identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);
        renewed.AddClaim(new Claim(identity.NameClaimType, standing.UserName));
        if (standing.IsAdmin) renewed.AddClaim(new Claim(identity.RoleClaimType, AccountRoles.Admin));
        if (address is not null) renewed.AddClaim(new Claim(Address, address));
        return new ClaimsPrincipal(renewed);
    }
}
