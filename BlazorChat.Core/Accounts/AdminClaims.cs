using System.Security.Claims;
using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Accounts;

/// <summary>Gives an admin's principal the role <see cref="AccountRoles.Admin"/>.</summary>
internal sealed class AdminClaims(UserManager<ApplicationUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<ApplicationUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ApplicationUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.IsAdmin) identity.AddClaim(new Claim(identity.RoleClaimType, AccountRoles.Admin));
        return identity;
    }
}

/// <summary>The roles that a principal may have.</summary>
public static class AccountRoles
{
    /// <summary>May administer the server.</summary>
    public const string Admin = "admin";
}
