using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>
/// Identity's store without its ways to keep second factors: it would write the secret of an app and the recovery codes as they are.
/// <see cref="SecondFactorStore"/> seals the one and hashes the others.
/// </summary>
internal sealed class AccountUserStore(AppDbContext context, IdentityErrorDescriber? describer = null) : UserOnlyStore<ApplicationUser, AppDbContext, Guid>(context, describer)
{
    public override Task SetAuthenticatorKeyAsync(ApplicationUser user, string key, CancellationToken cancellationToken) => throw Refuse();

    public override Task<string?> GetAuthenticatorKeyAsync(ApplicationUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public override Task ReplaceCodesAsync(ApplicationUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) => throw Refuse();

    public override Task<bool> RedeemCodeAsync(ApplicationUser user, string code, CancellationToken cancellationToken) => throw Refuse();

    private static NotSupportedException Refuse() => new("Identity would keep it in plain text; use SecondFactorStore.");
}
