using System.Buffers.Text;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>The passkeys of the caller's account. Adding and removing want the password. Thread-safe.</summary>
public sealed class PasskeyStore
{
    /// <summary>The most passkeys of an account.</summary>
    public const int MaxPerUser = 20;

    /// <summary>The longest name of a passkey.</summary>
    public const int MaxNameLength = 60;

    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly CurrentPassword _password;
    private readonly AuditLog _audit;

    internal PasskeyStore(Database database, AccountAccess access, CurrentPassword password, AuditLog audit) =>
        (_database, _access, _password, _audit) = (database, access, password, audit);

    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyView>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var rows = await _database.ReadAsync(context => context.UserPasskeys.Where(row => row.UserId == caller.UserId).ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.OrderBy(row => row.Data.CreatedAt).Select(row => new PasskeyView(Base64Url.EncodeToString(row.CredentialId), row.Data.Name ?? "", row.Data.CreatedAt, row.Data.IsBackedUp))];
    }

    /// <summary>Whether the caller may add one now: the password is right, and there is room.</summary>
    /// <returns>The account's name.</returns>
    /// <exception cref="RefusedException">It may not.</exception>
    public async Task<string> BeginAddAsync(Caller caller, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, password, cancellationToken);
        if (await _database.ReadAsync(context => context.UserPasskeys.CountAsync(row => row.UserId == user.Id, cancellationToken), cancellationToken) >= MaxPerUser) throw TooMany();
        return user.UserName ?? "";
    }

    /// <summary>Adds one that was made for the caller after <see cref="BeginAddAsync"/>.</summary>
    /// <exception cref="RefusedException">There are too many, or it is there already.</exception>
    public async Task AddAsync(Caller caller, UserPasskeyInfo passkey, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        await _access.CheckAsync(caller, cancellationToken);
        name = Name(name);
        try
        {
            await _database.WriteAsync(
                async context =>
                {
                    await OwnRow.TakeAsync(context, caller, cancellationToken);
                    if (await context.UserPasskeys.CountAsync(row => row.UserId == caller.UserId, cancellationToken) >= MaxPerUser) throw TooMany();
                    context.Add(RowOf(caller.UserId, passkey, name));
                    await AppendAsync(context, caller, AuditActions.PasskeyAdded, name, cancellationToken);
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            throw new RefusedException(RefusedException.InvalidState, "This passkey is there already.");
        }
    }

    /// <summary>Gives one another name.</summary>
    /// <exception cref="RefusedException">There is no such passkey.</exception>
    public async Task RenameAsync(Caller caller, string id, string? name, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, cancellationToken);
                (await FindAsync(context, caller, id, cancellationToken)).Data.Name = Name(name);
            },
            cancellationToken);
    }

    /// <summary>Removes one.</summary>
    /// <exception cref="RefusedException">The password is wrong, or there is no such passkey.</exception>
    public async Task RemoveAsync(Caller caller, string id, string? password, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        var user = await _password.CheckAsync(caller, password, cancellationToken);
        await _database.WriteAsync(
            async context =>
            {
                await OwnRow.TakeAsync(context, caller, user, cancellationToken);
                var row = await FindAsync(context, caller, id, cancellationToken);
                context.Remove(row);
                await AppendAsync(context, caller, AuditActions.PasskeyRemoved, row.Data.Name, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Keeps the counter of a passkey that was used. False where it was removed meanwhile, or used with a higher one: then it is a copy.</summary>
    internal Task<bool> KeepUseAsync(Guid userId, UserPasskeyInfo passkey, CancellationToken cancellationToken) => _database.WriteAsync(
        async context =>
        {
            var row = await context.UserPasskeys.AsTracking().FirstOrDefaultAsync(row => row.UserId == userId && row.CredentialId == passkey.CredentialId, cancellationToken);
            if (row is null || (row.Data.SignCount != 0 && passkey.SignCount <= row.Data.SignCount)) return false;
            (row.Data.SignCount, row.Data.IsBackedUp) = (passkey.SignCount, passkey.IsBackedUp);
            return true;
        },
        cancellationToken);

    private static async Task<IdentityUserPasskey<Guid>> FindAsync(AppDbContext context, Caller caller, string id, CancellationToken cancellationToken)
    {
        var bytes = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        return await context.UserPasskeys.AsTracking().FirstOrDefaultAsync(row => row.UserId == caller.UserId && row.CredentialId == bytes, cancellationToken)
            ?? throw new RefusedException(RefusedException.NotFound, "There is no such passkey any more.");
    }

    private async Task AppendAsync(AppDbContext context, Caller caller, string action, string? passkey, CancellationToken cancellationToken)
    {
        var name = await context.Users.Where(user => user.Id == caller.UserId).Select(user => user.UserName).FirstOrDefaultAsync(cancellationToken);
        await _audit.AppendAsync(context, Actor.Of(caller), action, new AuditSubject(caller.UserId, name ?? ""), passkey, cancellationToken);
    }

    private static IdentityUserPasskey<Guid> RowOf(Guid userId, UserPasskeyInfo passkey, string name) => new()
    {
        UserId = userId,
        CredentialId = passkey.CredentialId,
        Data = new IdentityPasskeyData
        {
            PublicKey = passkey.PublicKey,
            Name = name,
            CreatedAt = passkey.CreatedAt,
            SignCount = passkey.SignCount,
            Transports = passkey.Transports,
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            AttestationObject = passkey.AttestationObject,
            ClientDataJson = passkey.ClientDataJson,
        },
    };

    private static string Name(string? name)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            throw new RefusedException([new FieldError("name", "passkey_name_wrong", $"Give it a name of 1 to {MaxNameLength} characters.")]);
        return name;
    }

    private static RefusedException TooMany() => new(RefusedException.InvalidState, $"There are {MaxPerUser} passkeys already. Remove one first.");
}
