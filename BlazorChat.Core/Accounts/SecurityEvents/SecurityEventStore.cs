using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecurityEvents;

/// <summary>What happened to the security of the caller's account, by whomever: so that its owner notices what was not meant. Thread-safe.</summary>
public sealed class SecurityEventStore
{
    /// <summary>How many are told.</summary>
    public const int MaxCount = 20;

    private readonly Database _database;
    private readonly AccountAccess _access;

    internal SecurityEventStore(Database database, AccountAccess access) => (_database, _access) = (database, access);

    /// <summary>What is told of: words of <see cref="AuditActions"/>.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        AuditActions.SignedIn, AuditActions.SignInLocked, AuditActions.SignInEnded, AuditActions.SignedOutEverywhere, AuditActions.AccountDisabled, AuditActions.AccountEnabled,
        AuditActions.AdminGranted, AuditActions.AdminRevoked, AuditActions.EmailChanged, AuditActions.PasswordChanged, AuditActions.PasswordReset, AuditActions.ResetLinkCreated,
        AuditActions.TotpEnabled, AuditActions.TotpDisabled, AuditActions.RecoveryCodesCreated, AuditActions.RecoveryCodeUsed, AuditActions.PasskeyAdded, AuditActions.PasskeyRemoved,
        AuditActions.SecondFactorsRemoved,
    ];

    /// <summary>The newest, the last first.</summary>
    public async Task<IReadOnlyList<SecurityEvent>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            async context => (IReadOnlyList<SecurityEvent>)await context.Set<AuditEntry>()
                .Where(row => Actions.Contains(row.Action) && (row.SubjectId == caller.UserId || (row.ActorId == caller.UserId && row.SubjectId == null)))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(MaxCount)
                .Select(row => new SecurityEvent(row.Id, row.At, row.Action, row.ActorId == caller.UserId || row.ActorKind != ActorKind.User ? row.Address : null, row.ActorId != null && row.ActorId != caller.UserId ? row.ActorName : null))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }
}

/// <summary>One of them.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Action">What: a word of <see cref="AuditActions"/>.</param>
/// <param name="Address">From where; null where it is not known, or is an admin's.</param>
/// <param name="By">The name of who did it, where that was somebody else.</param>
public sealed record SecurityEvent(Guid Id, DateTimeOffset At, string Action, string? Address, string? By);
