using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Core.Accounts.Passwords;

/// <summary>Hashes new passwords, a few at once, and sets them. Thread-safe.</summary>
internal sealed class PasswordHashing(IServiceScopeFactory scopes, PasswordGate gate)
{
    /// <summary>The code of a refusal: too many hash at once.</summary>
    public const string Busy = "password_busy";

    /// <summary>The hash of a new password that <see cref="PasswordRules"/> allow. Before the transaction: it takes long.</summary>
    /// <exception cref="RefusedException">With <see cref="Busy"/>: too many want one at once.</exception>
    public async Task<string> HashAsync(Guid account, string password, CancellationToken cancellationToken) =>
        await gate.RunAsync<string?>(account, () => Task.FromResult<string?>(Hash(password)), null, cancellationToken)
        ?? throw new RefusedException(Busy, "Too many people are signing in at once. Try again in a moment.");

    /// <summary>Sets a hash with the caller's transaction.</summary>
    public static Task SetAsync(AppDbContext context, Guid account, string hash, CancellationToken cancellationToken)
    {
        // Whoever has read the account before, to renew its hash or to sign in by the former one, comes too late.
        var stamp = Guid.CreateVersion7().ToString();
        return context.Users.Where(user => user.Id == account).ExecuteUpdateAsync(
            update => update.SetProperty(user => user.PasswordHash, hash).SetProperty(user => user.ConcurrencyStamp, stamp).SetProperty(user => user.SecurityStamp, stamp),
            cancellationToken);
    }

    private string Hash(string password)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<ApplicationUser>>().HashPassword(new ApplicationUser(), password);
    }
}
