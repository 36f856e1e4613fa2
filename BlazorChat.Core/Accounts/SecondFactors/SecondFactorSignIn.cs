using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>The second step of a sign-in: a code of the app, or a recovery code. Each is accepted once, however many try it at once. Thread-safe.</summary>
public sealed class SecondFactorSignIn
{
    private const string TotpMethod = "totp";
    private const string RecoveryMethod = "recovery_code";
    private readonly Database _database;
    private readonly TotpSecrets _secrets;
    private readonly AttemptLimits _limits;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal SecondFactorSignIn(Database database, TotpSecrets secrets, AttemptLimits limits, AuditLog audit, TimeProvider time) =>
        (_database, _secrets, _limits, _audit, _time) = (database, secrets, limits, audit, time);

    /// <summary>Looks at a code. The cookie is the caller's to set.</summary>
    /// <param name="step">The first step, which was right.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="isRecoveryCode">Whether it is a recovery code, and none of the app.</param>
    /// <param name="source">From where.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<SignInAnswer> CheckAsync(SignInStep step, string? code, bool isRecoveryCode, AttemptSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(source);
        var method = isRecoveryCode ? RecoveryMethod : TotpMethod;
        var refused = new SignInAnswer(SignInOutcome.Refused, method);
        var user = await _database.ReadAsync(context => context.Users.FirstOrDefaultAsync(row => row.Id == step.UserId, cancellationToken), cancellationToken);
        if (user is null || SignInRules.ProofOf(user) != step.Proof) return refused;
        var attempt = _limits.Begin(isRecoveryCode ? AttemptKind.RecoveryCode : AttemptKind.SecondFactor, user.Id, source);
        if (attempt.Answer == AttemptAnswer.AddressPaused) return new SignInAnswer(SignInOutcome.AddressPaused, method) { RetryAfter = attempt.RetryAfter };
        if (!attempt.IsAdmitted) return refused;
        var isRight = await (isRecoveryCode ? UseRecoveryCodeAsync(user, code, source, cancellationToken) : UseTotpAsync(user, code, cancellationToken));
        if (isRight)
        {
            attempt.GiveBack();
            return SignInRules.Answer(user, method, isComplete: true);
        }

        if (attempt.BeginsPause)
            await _audit.AppendAsync(Actor.Stranger(source.Address), AuditActions.SignInLocked, new AuditSubject(user.Id, user.UserName ?? ""), method, CancellationToken.None);
        return refused;
    }

    private Task<bool> UseTotpAsync(ApplicationUser user, string? code, CancellationToken cancellationToken) => _database.WriteAsync(
        async context => await _secrets.FindAsync(context, user.Id, cancellationToken) is { } secret
            && Totp.FindStep(secret, code, _time.GetUtcNow()) is { } used
            && await TotpSecrets.UseStepAsync(context, user.Id, used, cancellationToken),
        cancellationToken);

    private Task<bool> UseRecoveryCodeAsync(ApplicationUser user, string? code, AttemptSource source, CancellationToken cancellationToken) => _database.WriteAsync(
        async context =>
        {
            if (code is not { Length: > 0 and <= 100 } || !await RecoveryCodes.UseAsync(context, user.Id, code, cancellationToken)) return false;
            await _audit.AppendAsync(context, Actor.Stranger(source.Address), AuditActions.RecoveryCodeUsed, new AuditSubject(user.Id, user.UserName ?? ""), null, cancellationToken);
            return true;
        },
        cancellationToken);
}
