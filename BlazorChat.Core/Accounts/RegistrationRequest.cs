using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Security;

namespace BlazorChat.Core.Accounts;

/// <summary>What the form holds.</summary>
/// <param name="UserName">3 to 64 letters, digits, dots, dashes and underscores.</param>
/// <param name="Email">The address.</param>
/// <param name="Password">8 to 128 characters.</param>
/// <param name="SetupCode">The code that the console shows, where one is asked for.</param>
public sealed record RegistrationRequest(string UserName, string Email, string Password, string? SetupCode)
{
    /// <summary>The secret of an invitation; null or empty where there is none.</summary>
    public string? Invitation { get; init; }

    /// <summary>From where it comes.</summary>
    public AttemptSource Source { get; init; } = AttemptSource.Unknown;
}

/// <summary>
/// How it went. The codes are keys of texts: <c>setup_code_wrong</c>, <c>setup_code_paused</c>, <c>registration_closed</c>, <c>registration_busy</c>,
/// <c>rate_limited</c>, <c>invitation_not_usable</c>, or Identity's own such as <c>DuplicateUserName</c>.
/// </summary>
/// <param name="UserId">The new account; null where none was made.</param>
/// <param name="Errors">Codes by field (<c>user_name</c>, <c>email</c>, <c>password</c>, <c>setup_code</c>, or empty for all).</param>
public sealed record RegistrationResult(Guid? UserId, IReadOnlyList<RegistrationError> Errors)
{
    /// <summary>Whether the account waits for an admin's approval.</summary>
    public bool IsPending { get; init; }

    internal static RegistrationResult Of(IEnumerable<FieldError> errors) => new(null, [.. errors.Select(error => new RegistrationError(error.Field, error.Code, error.Message) { Argument = error.Argument })]);
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The field in snake_case; empty where it is about none.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Message">A sentence in English.</param>
public sealed record RegistrationError(string Field, string Code, string Message)
{
    /// <summary>What the text in other languages needs to name; null where nothing.</summary>
    public string? Argument { get; init; }
}

/// <summary>Which registration there is.</summary>
public enum RegistrationWay
{
    /// <summary>None.</summary>
    Closed,

    /// <summary>The one of the first account, which is the admin's.</summary>
    First,

    /// <summary>With an invitation.</summary>
    Invited,

    /// <summary>For everybody.</summary>
    Open,
}
