using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>What the caller's account is opened by: its password and its address. Both want the password, and end all other sign-ins. Thread-safe.</summary>
public sealed class CredentialStore
{
    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly CurrentPassword _password;
    private readonly PasswordHashing _hashing;
    private readonly Revocation _revocation;
    private readonly AuditLog _audit;

    internal CredentialStore(Database database, AccountAccess access, CurrentPassword password, PasswordHashing hashing, Revocation revocation, AuditLog audit) =>
        (_database, _access, _password, _hashing, _revocation, _audit) = (database, access, password, hashing, revocation, audit);

    /// <summary>The address that the account has now.</summary>
    public async Task<string> GetEmailAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(context => context.Users.Where(user => user.Id == caller.UserId).Select(user => user.Email).FirstOrDefaultAsync(cancellationToken), cancellationToken) ?? "";
    }

    /// <summary>Sets a new password.</summary>
    /// <exception cref="RefusedException">The current one is wrong, or the new one may not be.</exception>
    public async Task ChangePasswordAsync(Caller caller, string? current, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, current, cancellationToken);
        if (PasswordRules.Check(password, user.UserName, user.Email) is { } error) throw new RefusedException([error]);
        var hash = await _hashing.HashAsync(user.Id, password!, cancellationToken);
        await ChangeAsync(caller, user, AuditActions.PasswordChanged, context => PasswordHashing.SetAsync(context, user.Id, hash, cancellationToken), cancellationToken);
    }

    /// <summary>Sets a new address.</summary>
    /// <exception cref="RefusedException">The password is wrong, or the address is none or somebody else's.</exception>
    public async Task ChangeEmailAsync(Caller caller, string? current, string? email, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        email = email?.Trim() ?? "";
        // Before the password, so that a typing error uses up no try of it.
        if (!AccountRules.IsEmail(email)) throw Refuse("InvalidEmail", "This is not an e-mail address.");
        var user = await _password.CheckAsync(caller, current, cancellationToken);
        if (user.Email == email) return;
        var normalized = AccountRules.Canonical(email);
        var stamp = Guid.CreateVersion7().ToString();
        try
        {
            await ChangeAsync(
                caller, user, AuditActions.EmailChanged,
                context => context.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
                    update => update.SetProperty(row => row.Email, email).SetProperty(row => row.NormalizedEmail, normalized)
                        .SetProperty(row => row.EmailConfirmed, false).SetProperty(row => row.ConcurrencyStamp, stamp),
                    cancellationToken),
                cancellationToken);
        }
        catch (Exception exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            throw Refuse("DuplicateEmail", "Another account has this address.");
        }
    }

    private async Task ChangeAsync(Caller caller, ApplicationUser user, string action, Func<AppDbContext, Task> change, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, user, cancellationToken);
                await change(context);
                await Revocation.EndAsync(context, user.Id, caller.SignInId, cancellationToken);
                await _audit.AppendAsync(context, Actor.Of(caller), action, new AuditSubject(user.Id, user.UserName ?? ""), null, cancellationToken);
            },
            cancellationToken);
        await _revocation.TellAsync(user.Id, endsAnswers: action == AuditActions.PasswordChanged);
    }

    private static RefusedException Refuse(string code, string message) => new([new FieldError("email", code, message)]);
}
