using System.Text.RegularExpressions;

namespace BlazorChat.Core.Accounts;

/// <summary>What an account's fields may hold.</summary>
public static partial class AccountRules
{
    /// <summary>The shortest user name.</summary>
    public const int MinUserNameLength = 3;

    /// <summary>The longest user name.</summary>
    public const int MaxUserNameLength = 64;

    /// <summary>The longest address. RFC 5321, 4.5.3.1.3</summary>
    public const int MaxEmailLength = 254;

    /// <summary>The shortest password, in characters.</summary>
    public const int MinPasswordLength = 8;

    /// <summary>The longest password, in characters.</summary>
    public const int MaxPasswordLength = 128;

    /// <summary>What user names are made of: nothing that looks like something else.</summary>
    public const string UserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";

    /// <summary>Whether it may be a user name.</summary>
    public static bool IsUserName(string? text) => text is { Length: >= MinUserNameLength and <= MaxUserNameLength } && text.All(UserNameCharacters.Contains);

    /// <summary>
    /// Whether it has the shape of an address. ASCII only: letters that look alike or normalise to one another would let one address take mail
    /// that was meant for another.
    /// </summary>
    public static bool IsEmail(string? text) => text is { Length: <= MaxEmailLength } && EmailShape().IsMatch(text);

    /// <summary>The one form in which names and addresses are compared. What they are made of has no other.</summary>
    public static string Canonical(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToUpperInvariant();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*\z", RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();
}
