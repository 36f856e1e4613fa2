using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts;

/// <summary>
/// The first step of a sign-in: user name or e-mail, and password. Five wrong tries hold the account up for five minutes, however many come at
/// once. An unknown name and a locked account cost the same work as a wrong password, so that the time tells nothing. Scoped.
/// </summary>
public sealed class PasswordSignIn
{
    private const string Method = "password";
    private readonly UserManager<ApplicationUser> _users;
    private readonly Database _database;
    private readonly PasswordGate _gate;
    private readonly AttemptLimits _limits;
    private readonly AuditLog _audit;

    internal PasswordSignIn(UserManager<ApplicationUser> users, Database database, PasswordGate gate, AttemptLimits limits, AuditLog audit) =>
        (_users, _database, _gate, _limits, _audit) = (users, database, gate, limits, audit);

    /// <summary>Looks at it. The cookie is the caller's to set.</summary>
    /// <param name="name">User name or e-mail.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="source">From where.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<SignInAnswer> CheckAsync(string name, string password, AttemptSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(source);
        if (password.Length > AccountRules.MaxPasswordLength) password = "";
        var canonical = name.Length is 0 or > AccountRules.MaxEmailLength ? "" : AccountRules.Canonical(name);
        var account = canonical.All(char.IsAscii) && !canonical.Contains('\0', StringComparison.Ordinal) ? await FindAsync(canonical, cancellationToken) : null;
        var attempt = _limits.Begin(AttemptKind.SignIn, account, source);
        if (attempt.Answer == AttemptAnswer.AddressPaused) return new SignInAnswer(SignInOutcome.AddressPaused, Method) { RetryAfter = attempt.RetryAfter };
        var busy = new SignInAnswer(SignInOutcome.Busy, Method);
        var answer = busy;
        try
        {
            var tried = attempt.IsAdmitted ? account : null;
            answer = await _gate.RunAsync(tried ?? LaneOf(canonical), () => TryAsync(tried, password, source, attempt), busy, cancellationToken);
        }
        finally
        {
            if (answer == busy) attempt.Withdraw(); // Nobody looked at it, or who asked went away before.
        }

        return answer;
    }

    // Untracked, so that the account is read afresh when the turn has come.
    private Task<Guid?> FindAsync(string canonical, CancellationToken cancellationToken) => _database.ReadAsync(
        context => context.Users.Where(user => user.NormalizedUserName == canonical || user.NormalizedEmail == canonical)
            .OrderByDescending(user => user.NormalizedUserName == canonical).Select(user => (Guid?)user.Id).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    // One for each name, as accounts have: in one for all of them an unknown name would be known by what else it waits for. A locked one is
    // tried there too, and its owner, at a browser that is known, does not wait for strangers.
    private static Guid LaneOf(string canonical) => new(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)).AsSpan(0, 16));

    private async Task<SignInAnswer> TryAsync(Guid? account, string password, AttemptSource source, Attempt attempt)
    {
        var refused = new SignInAnswer(SignInOutcome.Refused, Method);
        var user = account is { } id ? await _users.FindByIdAsync(id.ToString()) : null;
        if (user?.PasswordHash is null)
        {
            _users.PasswordHasher.HashPassword(new ApplicationUser(), password);
            return refused;
        }

        if (await _users.CheckPasswordAsync(user, password)) // Renews a hash of fewer rounds as well.
        {
            attempt.GiveBack();
            return SignInRules.Answer(user, Method, isComplete: false);
        }

        if (attempt.BeginsPause)
            await _audit.AppendAsync(Actor.Stranger(source.Address), AuditActions.SignInLocked, new AuditSubject(user.Id, user.UserName ?? ""), Method, CancellationToken.None);
        return refused;
    }
}
