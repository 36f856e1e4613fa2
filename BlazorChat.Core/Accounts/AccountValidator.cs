using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Core.Accounts;

/// <summary>Holds <see cref="AccountRules"/> on every way to an account; Identity's own validator looks at characters and at what is taken.</summary>
internal sealed class AccountValidator(IdentityErrorDescriber errors) : IUserValidator<ApplicationUser>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<ApplicationUser> manager, ApplicationUser user)
    {
        var found = new List<IdentityError>();
        var name = await manager.GetUserNameAsync(user);
        var email = await manager.GetEmailAsync(user);
        if (!AccountRules.IsUserName(name)) found.Add(errors.InvalidUserName(name));
        if (!AccountRules.IsEmail(email)) found.Add(errors.InvalidEmail(email));
        return found.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. found]);
    }
}
