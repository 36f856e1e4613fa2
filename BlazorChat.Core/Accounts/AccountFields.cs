using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>What is wrong with the fields of an account that is to be made. The codes are Identity's.</summary>
internal static class AccountFields
{
    private static readonly IdentityErrorDescriber Errors = new();

    /// <summary>Everything that can be said without the database.</summary>
    public static List<FieldError> Check(string userName, string email, string password)
    {
        var found = new List<FieldError>();
        if (!AccountRules.IsUserName(userName)) found.Add(Of("user_name", Errors.InvalidUserName(userName)));
        if (!AccountRules.IsEmail(email)) found.Add(Of("email", Errors.InvalidEmail(email)));
        if (PasswordRules.Check(password, userName, email) is { } error) found.Add(error);
        return found;
    }

    /// <summary>What is taken already. What no account can have is not asked for: not every database takes every text.</summary>
    public static async Task<List<FieldError>> CheckTakenAsync(AppDbContext context, string userName, string email, CancellationToken cancellationToken)
    {
        var found = new List<FieldError>();
        var (name, address) = (AccountRules.IsUserName(userName) ? Normalize(userName) : null, AccountRules.IsEmail(email) ? Normalize(email) : null);
        if (name is not null && await context.Users.AnyAsync(user => user.NormalizedUserName == name, cancellationToken)) found.Add(Of("user_name", Errors.DuplicateUserName(userName)));
        if (address is not null && await context.Users.AnyAsync(user => user.NormalizedEmail == address, cancellationToken)) found.Add(Of("email", Errors.DuplicateEmail(email)));
        return found;
    }

    /// <summary>The form in which names and addresses are compared.</summary>
    public static string Normalize(string text) => text.Normalize().ToUpperInvariant();

    private static FieldError Of(string field, IdentityError error) => new(field, error.Code, error.Description);
}
