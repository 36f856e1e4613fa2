namespace BlazorChat.Core.Accounts;

/// <summary>Makes accounts. The very first one becomes the admin; after it the registration is closed. Scoped.</summary>
public sealed class Registration
{
    /// <summary>Whether an account can be made now: only as long as there is none.</summary>
    public Task<bool> IsOpenAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Makes the account, or says per field what is wrong.</summary>
    public Task<RegistrationResult> RegisterAsync(RegistrationRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>What the form holds.</summary>
/// <param name="UserName">3 to 64 letters, digits, dots, dashes and underscores.</param>
/// <param name="Email">The address.</param>
/// <param name="Password">8 to 128 characters.</param>
/// <param name="SetupCode">The code that the console shows, where one is asked for.</param>
public sealed record RegistrationRequest(string UserName, string Email, string Password, string? SetupCode);

/// <summary>How it went. The codes are keys of texts: <c>setup_code_wrong</c>, <c>registration_closed</c>, or Identity's own such as <c>DuplicateUserName</c>.</summary>
/// <param name="UserId">The new account; null where none was made.</param>
/// <param name="Errors">Codes by field (<c>user_name</c>, <c>email</c>, <c>password</c>, <c>setup_code</c>, or empty for all).</param>
public sealed record RegistrationResult(Guid? UserId, IReadOnlyList<RegistrationError> Errors);

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The field in snake_case; empty where it is about none.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Message">A sentence in English.</param>
public sealed record RegistrationError(string Field, string Code, string Message);
