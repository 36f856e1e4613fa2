using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>The codes of an app and the recovery codes of the caller's account. Every change wants the password. Thread-safe.</summary>
public sealed class SecondFactorStore
{
    /// <summary>The name that an app shows for the account.</summary>
    private const string Issuer = "BlazorChat";

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly CurrentPassword _password;
    private readonly TotpSecrets _secrets;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal SecondFactorStore(Database database, AccountAccess access, CurrentPassword password, TotpSecrets secrets, AuditLog audit, TimeProvider time) =>
        (_database, _access, _password, _secrets, _audit, _time) = (database, access, password, secrets, audit, time);

    /// <summary>What is asked for now.</summary>
    public async Task<SecondFactorStatus> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            async context => new SecondFactorStatus(
                await context.Users.AnyAsync(user => user.Id == caller.UserId && user.TwoFactorEnabled, cancellationToken), await RecoveryCodes.CountAsync(context, caller.UserId, cancellationToken)),
            cancellationToken);
    }

    /// <summary>Makes a secret for an app. Nothing is kept of it.</summary>
    /// <exception cref="RefusedException">The password is wrong, or an app is in use already.</exception>
    public async Task<TotpSetup> BeginAsync(Caller caller, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, password, cancellationToken);
        if (user.TwoFactorEnabled) throw AlreadyOn();
        var secret = Totp.MakeSecret();
        return new TotpSetup(secret, Totp.UriOf(secret, Issuer, user.UserName ?? ""));
    }

    /// <summary>Asks for codes of that app from now on.</summary>
    /// <returns>The recovery codes. They are shown once, and kept as hashes only.</returns>
    /// <exception cref="RefusedException">The code does not fit, or an app is in use already.</exception>
    public async Task<IReadOnlyList<string>> EnableAsync(Caller caller, TotpSetup setup, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        await _access.CheckAsync(caller, cancellationToken);
        var step = Totp.FindStep(setup.Secret, code, _time.GetUtcNow())
            ?? throw new RefusedException([new FieldError("code", "totp_code_wrong", "That code does not fit. Type the one that the app shows now; the clocks of both devices have to be right.")]);
        return await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, cancellationToken);
                var stamp = NewStamp();
                var changed = await context.Users.Where(user => user.Id == caller.UserId && !user.TwoFactorEnabled)
                    .ExecuteUpdateAsync(update => update.SetProperty(user => user.TwoFactorEnabled, true).SetProperty(user => user.ConcurrencyStamp, stamp), cancellationToken);
                if (changed == 0) throw AlreadyOn();
                await _secrets.SetAsync(context, caller.UserId, setup.Secret, step, cancellationToken);
                var codes = await RecoveryCodes.ReplaceAsync(context, caller.UserId, cancellationToken);
                await AppendAsync(context, caller, AuditActions.TotpEnabled, cancellationToken);
                return codes;
            },
            cancellationToken);
    }

    /// <summary>Makes new recovery codes; the former ones are worth nothing any more.</summary>
    /// <exception cref="RefusedException">The password is wrong, or no app is in use.</exception>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Caller caller, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, password, cancellationToken);
        return await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, user, cancellationToken);
                if (!await context.Users.AnyAsync(row => row.Id == user.Id && row.TwoFactorEnabled, cancellationToken)) throw NotOn();
                var codes = await RecoveryCodes.ReplaceAsync(context, user.Id, cancellationToken);
                await AppendAsync(context, caller, AuditActions.RecoveryCodesCreated, cancellationToken);
                return codes;
            },
            cancellationToken);
    }

    /// <summary>Asks for no codes any more.</summary>
    /// <exception cref="RefusedException">The password is wrong, or no app is in use.</exception>
    public async Task DisableAsync(Caller caller, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, password, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, user, cancellationToken);
                if (!await RemoveTotpAsync(context, user.Id, cancellationToken)) throw NotOn();
                await AppendAsync(context, caller, AuditActions.TotpDisabled, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Removes app, recovery codes and passkeys of an account with the caller's transaction: what an admin does for who has lost them all.</summary>
    /// <returns>Whether there was any.</returns>
    internal static async Task<bool> RemoveAllAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken)
    {
        var hadTotp = await RemoveTotpAsync(context, userId, cancellationToken);
        var passkeys = await context.UserPasskeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        return hadTotp || passkeys > 0;
    }

    private static async Task<bool> RemoveTotpAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken)
    {
        var stamp = NewStamp();
        var changed = await context.Users.Where(user => user.Id == userId && user.TwoFactorEnabled)
            .ExecuteUpdateAsync(update => update.SetProperty(user => user.TwoFactorEnabled, false).SetProperty(user => user.ConcurrencyStamp, stamp), cancellationToken);
        await TotpSecrets.RemoveAsync(context, userId, cancellationToken);
        await RecoveryCodes.RemoveAsync(context, userId, cancellationToken);
        return changed > 0;
    }

    private async Task AppendAsync(AppDbContext context, Caller caller, string action, CancellationToken cancellationToken)
    {
        var name = await context.Users.Where(user => user.Id == caller.UserId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken);
        await _audit.AppendAsync(context, Actor.Of(caller), action, new AuditSubject(caller.UserId, name ?? ""), null, cancellationToken);
    }

    private static string NewStamp() => Guid.CreateVersion7().ToString();

    private static RefusedException AlreadyOn() => new(RefusedException.InvalidState, "The codes of an app are asked for already. Load the page again.");

    private static RefusedException NotOn() => new(RefusedException.InvalidState, "No codes of an app are asked for. Load the page again.");
}
