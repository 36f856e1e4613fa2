using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>Holds <see cref="PasswordRules"/> where a password comes through Identity.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<ApplicationUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<ApplicationUser> manager, ApplicationUser user, string? password) => Task.FromResult(
        PasswordRules.Check(password, user.UserName, user.Email) is { } error
            ? IdentityResult.Failed(new IdentityError { Code = error.Code, Description = error.Message })
            : IdentityResult.Success);
}
