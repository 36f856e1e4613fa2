using System.Globalization;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>
/// What a password has to be, on every way to an account: long enough, and nothing that is guessed first. No rules about kinds of characters.
/// NIST SP 800-63B, 3.1.1.2
/// </summary>
public static class PasswordRules
{
    /// <summary>What is wrong with it, as an error of the field <c>password</c>; null where nothing is.</summary>
    /// <param name="password">The password as typed.</param>
    /// <param name="userName">The account's user name.</param>
    /// <param name="email">The account's address.</param>
    public static FieldError? Check(string? password, string? userName, string? email)
    {
        password ??= "";
        if (password.Length < AccountRules.MinPasswordLength)
            return Error("PasswordTooShort", $"Passwords have at least {AccountRules.MinPasswordLength} characters. A few words in a row make a good one.", AccountRules.MinPasswordLength);
        if (password.Length > AccountRules.MaxPasswordLength)
            return Error("PasswordTooLong", $"Passwords have at most {AccountRules.MaxPasswordLength} characters.", AccountRules.MaxPasswordLength);
        if (IsName(password, userName, email))
            return Error("PasswordIsName", "That is your name or address, which is tried first. Choose another password.");
        return CommonPasswords.Contains(password) ? Error("PasswordTooCommon", "Many people have that password, so it is tried first. Choose another one.") : null;
    }

    private static bool IsName(string password, string? userName, string? email)
    {
        var given = ComposedPasswordHasher.Compose(password);
        return new[] { userName, email, email?.Split('@')[0] }.Any(name => name is not null && name.Equals(given, StringComparison.OrdinalIgnoreCase));
    }

    private static FieldError Error(string code, string message, int? argument = null) => new("password", code, message) { Argument = argument?.ToString(CultureInfo.InvariantCulture) };
}
