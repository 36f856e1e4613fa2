using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>Asks somebody who is signed in for the password once more, before something that would keep its owner out. Thread-safe.</summary>
internal sealed class CurrentPassword(Database database, AttemptLimits limits, PasswordGate gate, AuditLog audit, IServiceScopeFactory scopes)
{
    /// <summary>The field that it is about.</summary>
    public const string Field = "current_password";

    /// <summary>Checks it, and gives the account as it is now.</summary>
    /// <exception cref="RefusedException">With <see cref="RefusedException.ValidationFailed"/>: it is wrong, or there were too many wrong ones.</exception>
    public async Task<ApplicationUser> CheckAsync(Caller caller, string? password, CancellationToken cancellationToken)
    {
        var user = await database.ReadAsync(context => context.Users.FirstOrDefaultAsync(row => row.Id == caller.UserId, cancellationToken), cancellationToken)
            ?? throw new RefusedException(RefusedException.SignedOut, "You are not signed in any more. Sign in again.");
        // Its user is signed in, wherever from: only the account counts.
        var attempt = limits.Begin(AttemptKind.CurrentPassword, user.Id, new AttemptSource(caller.Address) { Devices = new Dictionary<Guid, Guid> { [user.Id] = user.Id } });
        if (!attempt.IsAdmitted) throw Refuse("current_password_paused", "There were too many wrong passwords. Try again in five minutes.");
        var isRight = await gate.RunAsync<bool?>(user.Id, () => Task.FromResult<bool?>(Verify(user, password)), null, cancellationToken);
        if (isRight is null)
        {
            attempt.Withdraw();
            throw new RefusedException(PasswordHashing.Busy, "Too many people are signing in at once. Try again in a moment.");
        }

        if (isRight is true)
        {
            attempt.GiveBack();
            return user;
        }

        if (attempt.BeginsPause) await audit.AppendAsync(Actor.Of(caller), AuditActions.SignInLocked, new AuditSubject(user.Id, user.UserName ?? ""), Field, cancellationToken);
        throw Refuse("current_password_wrong", "That is not your password.");
    }

    private bool Verify(ApplicationUser user, string? password)
    {
        if (user.PasswordHash is null || password is not { Length: > 0 and <= AccountRules.MaxPasswordLength }) return false;
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<ApplicationUser>>().VerifyHashedPassword(user, user.PasswordHash, password) != PasswordVerificationResult.Failed;
    }

    private static RefusedException Refuse(string code, string message) => new([new FieldError(Field, code, message)]);
}
