using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>How a try to sign in ended.</summary>
public enum SignInOutcome
{
    /// <summary>Signed in; the cookie is set.</summary>
    SignedIn,

    /// <summary>Unknown, wrong or locked: whoever tries is not told which.</summary>
    Refused,

    /// <summary>Too many try at once; nothing was checked.</summary>
    Busy,
}

/// <summary>
/// Signs in by user name or e-mail. Five wrong tries lock the account for five minutes, however many come at once. An unknown name and a locked
/// account cost the same work as a wrong password, so that the time tells nothing. Scoped.
/// </summary>
public sealed class PasswordSignIn
{
    private readonly SignInManager<ApplicationUser> _signIn;
    private readonly Database _database;
    private readonly PasswordGate _gate;

    internal PasswordSignIn(SignInManager<ApplicationUser> signIn, Database database, PasswordGate gate) => (_signIn, _database, _gate) = (signIn, database, gate);

    /// <summary>Tries it.</summary>
    /// <param name="name">User name or e-mail.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="stay">Whether the cookie outlives the browser's session.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<SignInOutcome> SignInAsync(string name, string password, bool stay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length > AccountRules.MaxPasswordLength) password = "";
        var id = name.Length is 0 or > AccountRules.MaxEmailLength ? Guid.Empty : await FindAsync(_signIn.UserManager.NormalizeName(name), cancellationToken);
        return await _gate.RunAsync(id, () => TryAsync(id, password, stay), SignInOutcome.Busy, cancellationToken);
    }

    // Untracked, so that the account is read afresh when the turn has come.
    private Task<Guid> FindAsync(string normalized, CancellationToken cancellationToken) => _database.ReadAsync(
        context => context.Users.Where(user => user.NormalizedUserName == normalized || user.NormalizedEmail == normalized)
            .OrderByDescending(user => user.NormalizedUserName == normalized).Select(user => user.Id).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    private async Task<SignInOutcome> TryAsync(Guid id, string password, bool stay)
    {
        var users = _signIn.UserManager;
        var user = id == Guid.Empty ? null : await users.FindByIdAsync(id.ToString());
        if (user is null || await users.IsLockedOutAsync(user))
        {
            users.PasswordHasher.HashPassword(new ApplicationUser(), password);
            return SignInOutcome.Refused;
        }

        var result = await _signIn.PasswordSignInAsync(user, password, stay, lockoutOnFailure: true);
        return result.Succeeded ? SignInOutcome.SignedIn : SignInOutcome.Refused;
    }
}
