using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>Makes accounts. The very first one becomes the admin; after it the registration is closed. Scoped.</summary>
public sealed class Registration
{
    private readonly AppDbContext _context;
    private readonly UserManager<ApplicationUser> _users;
    private readonly SetupCode _setupCode;
    private readonly ISetupCodePolicy _setupCodePolicy;
    private readonly PasswordGate _gate;
    private readonly TimeProvider _time;

    internal Registration(
        AppDbContext context, UserManager<ApplicationUser> users, SetupCode setupCode, ISetupCodePolicy setupCodePolicy, PasswordGate gate, TimeProvider time) =>
        (_context, _users, _setupCode, _setupCodePolicy, _gate, _time) = (context, users, setupCode, setupCodePolicy, gate, time);

    /// <summary>Whether whoever asks now must give the setup code.</summary>
    public bool NeedsSetupCode => _setupCodePolicy.IsRequired;

    /// <summary>Whether an account can be made now: only as long as there is none.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        !await _context.Set<FirstAdmin>().AnyAsync(cancellationToken);

    /// <summary>Makes the account, or says per field what is wrong.</summary>
    public async Task<RegistrationResult> RegisterAsync(RegistrationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await IsOpenAsync(cancellationToken)) return Closed();
        var user = new ApplicationUser
        {
            Id = Guid.CreateVersion7(_time.GetUtcNow()),
            UserName = request.UserName.Trim(),
            Email = request.Email.Trim(),
            IsAdmin = true,
            CreatedAt = _time.GetUtcNow(),
        };
        // The fields first, so that a typing error in one of them does not use up a try of the code.
        if (await ValidateAsync(user, request.Password) is { Count: > 0 } errors) return new(null, errors);
        if (_setupCodePolicy.IsRequired && CheckCode(request.SetupCode) is { } wrong) return new(null, [wrong]);
        var busy = new RegistrationResult(null, [new("", "registration_busy", "Too many try to register at once; try again in a moment.")]);
        return await _gate.RunAsync(Guid.Empty, () => CreateAsync(user, request.Password, cancellationToken), busy, cancellationToken);
    }

    private async Task<RegistrationResult> CreateAsync(ApplicationUser user, string password, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(cancellationToken)) return Closed(); // Somebody was first while this one waited for its turn.
        // One save inserts the account and the row whose fixed key can be there only once: of many at the same time, one gets through.
        _context.Add(new FirstAdmin { UserId = user.Id });
        try
        {
            var result = await _users.CreateAsync(user, password);
            if (!result.Succeeded)
            {
                _context.ChangeTracker.Clear();
                return new(null, [.. result.Errors.Select(Describe)]);
            }
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            _context.ChangeTracker.Clear();
            return Closed();
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsFull(exception))
        {
            _context.ChangeTracker.Clear();
            throw new StorageFullException(exception);
        }

        _setupCode.Remove();
        return new(user.Id, []);
    }

    private async Task<List<RegistrationError>> ValidateAsync(ApplicationUser user, string password)
    {
        var errors = new List<IdentityError>();
        foreach (var validator in _users.UserValidators) errors.AddRange((await validator.ValidateAsync(_users, user)).Errors);
        foreach (var validator in _users.PasswordValidators) errors.AddRange((await validator.ValidateAsync(_users, user, password)).Errors);
        return [.. errors.Select(Describe).DistinctBy(error => (error.Field, error.Code))];
    }

    private RegistrationError? CheckCode(string? given) => _setupCode.Check(given) switch
    {
        SetupCodeOutcome.Right => null,
        SetupCodeOutcome.Paused => new("setup_code", "setup_code_paused", "There were too many wrong setup codes; try again in five minutes."),
        _ => new("setup_code", "setup_code_wrong", "The setup code is wrong; the server's console shows it, and the file setup-code in its data folder holds it."),
    };

    private static RegistrationResult Closed() => new(null, [new("", "registration_closed", "This server is set up already; ask its admin for an account.")]);

    private static RegistrationError Describe(IdentityError error)
    {
        var field = error.Code switch
        {
            _ when error.Code.Contains("UserName", StringComparison.Ordinal) => "user_name",
            _ when error.Code.Contains("Email", StringComparison.Ordinal) => "email",
            _ when error.Code.Contains("Password", StringComparison.Ordinal) => "password",
            _ => "",
        };
        return new(field, error.Code, error.Description);
    }
}

/// <summary>What the form holds.</summary>
/// <param name="UserName">3 to 64 letters, digits, dots, dashes and underscores.</param>
/// <param name="Email">The address.</param>
/// <param name="Password">8 to 128 characters.</param>
/// <param name="SetupCode">The code that the console shows, where one is asked for.</param>
public sealed record RegistrationRequest(string UserName, string Email, string Password, string? SetupCode);

/// <summary>How it went. The codes are keys of texts: <c>setup_code_wrong</c>, <c>setup_code_paused</c>, <c>registration_closed</c>, or Identity's own such as <c>DuplicateUserName</c>.</summary>
/// <param name="UserId">The new account; null where none was made.</param>
/// <param name="Errors">Codes by field (<c>user_name</c>, <c>email</c>, <c>password</c>, <c>setup_code</c>, or empty for all).</param>
public sealed record RegistrationResult(Guid? UserId, IReadOnlyList<RegistrationError> Errors);

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The field in snake_case; empty where it is about none.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Message">A sentence in English.</param>
public sealed record RegistrationError(string Field, string Code, string Message);
