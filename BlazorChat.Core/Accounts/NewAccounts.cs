using System.Security.Cryptography;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// Makes accounts, on whatever way somebody comes to one. The very first of a server is its admin, and there is one such account only: the row with
/// the fixed key comes with it. Thread-safe.
/// </summary>
internal sealed class NewAccounts(Database database, PasswordGate gate, AuditLog audit, SetupCode setupCode, IOptions<PasswordHasherOptions> hashing, TimeProvider time)
{
    private readonly ComposedPasswordHasher _hasher = new(hashing);

    /// <summary>Whether there is an account already.</summary>
    public Task<bool> HasFirstAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Set<FirstAdmin>().AnyAsync(cancellationToken), cancellationToken);

    /// <summary>All that is wrong with the fields.</summary>
    public async Task<List<FieldError>> CheckAsync(NewUser wanted, CancellationToken cancellationToken)
    {
        var errors = AccountFields.Check(wanted.UserName, wanted.Email, wanted.Password);
        errors.AddRange(await database.ReadAsync(context => AccountFields.CheckTakenAsync(context, wanted.UserName, wanted.Email, cancellationToken), cancellationToken));
        return errors;
    }

    /// <summary>Does work with a hash in it when its turn has come; <paramref name="busy"/> where too many wait.</summary>
    public Task<T> InTurnAsync<T>(Guid lane, Func<Task<T>> work, T busy, CancellationToken cancellationToken) => gate.RunAsync(lane, work, busy, cancellationToken);

    /// <summary>A password's hash, which costs time: only in turn.</summary>
    public string Hash(string password) => _hasher.HashPassword(new ApplicationUser(), password);

    /// <summary>An account that is in no database yet. It hashes: only in turn.</summary>
    public ApplicationUser Draft(NewUser wanted) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        UserName = wanted.UserName,
        NormalizedUserName = AccountFields.Normalize(wanted.UserName),
        Email = wanted.Email,
        NormalizedEmail = AccountFields.Normalize(wanted.Email),
        PasswordHash = Hash(wanted.Password),
        IsAdmin = wanted.IsAdmin,
        SecurityStamp = RandomNumberGenerator.GetHexString(32),
        LockoutEnabled = true,
        CreatedAt = time.GetUtcNow(),
    };

    /// <summary>Inserts an account with its audit row, in one transaction with what else belongs to it.</summary>
    /// <param name="actor">Who makes it; may be the account itself.</param>
    /// <param name="user">The account.</param>
    /// <param name="action">The audit's word.</param>
    /// <param name="prepare">Runs first in the transaction, and again where that is tried again; may set what the account is, and refuses by an exception; returns what the audit tells.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="RefusedException">A name or an address was taken meanwhile, the first account was made meanwhile, or <paramref name="prepare"/> refused.</exception>
    public async Task InsertAsync(Actor actor, ApplicationUser user, string action, Func<AppDbContext, Task<string?>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(
                async context =>
                {
                    var details = await prepare(context);
                    context.Add(user);
                    await context.SaveChangesAsync(cancellationToken); // So that the audit finds its name.
                    await audit.AppendAsync(context, actor, action, new AuditSubject(user.Id, user.UserName!), details, cancellationToken);
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseErrors.IsUniqueViolation(exception))
        {
            // Somebody was first in this moment.
            var taken = await database.ReadAsync(context => AccountFields.CheckTakenAsync(context, user.UserName!, user.Email!, cancellationToken), cancellationToken);
            throw taken.Count > 0 ? new RefusedException(taken) : new RefusedException(RefusedException.InvalidState, "Another account was made in this very moment; try again.");
        }
    }

    /// <summary>Makes it the first account, with the row that says so. The setup code has served.</summary>
    public static void AddFirst(AppDbContext context, ApplicationUser user)
    {
        (user.IsAdmin, user.State) = (true, AccountState.Active);
        context.Add(new FirstAdmin { UserId = user.Id });
    }

    /// <summary>Tries a setup code.</summary>
    public SetupCodeOutcome CheckSetupCode(string? given) => setupCode.Check(given);

    /// <summary>After the commit of the first account.</summary>
    public void ForgetSetupCode() => setupCode.Remove();
}
