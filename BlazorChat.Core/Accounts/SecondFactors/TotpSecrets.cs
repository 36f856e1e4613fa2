using System.Globalization;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>The secrets of apps, in Identity's table but sealed and bound to their account: Identity would keep them as they are. Thread-safe.</summary>
internal sealed class TotpSecrets(SecretBox box) : ISealedSecrets
{
    private const string Provider = "BlazorChat.Totp";
    private const string SecretName = "secret";
    private const string StepName = "step";

    /// <summary>Keeps a secret with the caller's transaction, and the step whose code was used to confirm it.</summary>
    public async Task SetAsync(AppDbContext context, Guid userId, string secret, long step, CancellationToken cancellationToken)
    {
        await RemoveAsync(context, userId, cancellationToken);
        context.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = SecretName, Value = Seal(userId, secret) });
        context.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = StepName, Value = Text(step) });
    }

    public static Task RemoveAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken) =>
        context.UserTokens.Where(row => row.UserId == userId && row.LoginProvider == Provider).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The secret; null where there is none, or no key opens it.</summary>
    public async Task<string?> FindAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken)
    {
        var value = await context.UserTokens.Where(row => row.UserId == userId && row.LoginProvider == Provider && row.Name == SecretName).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
        return value is null ? null : Open(userId, value);
    }

    /// <summary>Uses a step up. False where it, or a later one, was used before: of several at once one finds the row as it was read.</summary>
    public static async Task<bool> UseStepAsync(AppDbContext context, Guid userId, long step, CancellationToken cancellationToken)
    {
        var row = context.UserTokens.Where(row => row.UserId == userId && row.LoginProvider == Provider && row.Name == StepName);
        var last = await row.Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
        if (last is null || long.Parse(last, CultureInfo.InvariantCulture) >= step) return false;
        var text = Text(step);
        return await row.Where(row => row.Value == last).ExecuteUpdateAsync(update => update.SetProperty(row => row.Value, text), cancellationToken) > 0;
    }

    public async Task<(int Renewed, int Lost)> RenewAsync(AppDbContext context, CancellationToken cancellationToken)
    {
        var (renewed, lost) = (0, 0);
        foreach (var row in await All(context).AsTracking().ToListAsync(cancellationToken))
        {
            if (Bytes(row.Value) is { } bytes && box.IsCurrent(bytes)) continue;
            if (Open(row.UserId, row.Value) is not { } secret) lost++;
            else
            {
                row.Value = Seal(row.UserId, secret);
                renewed++;
            }
        }

        return (renewed, lost);
    }

    public async Task<(int Stored, int Unreadable)> CountAsync(AppDbContext context, CancellationToken cancellationToken)
    {
        var rows = await All(context).ToListAsync(cancellationToken);
        return (rows.Count, rows.Count(row => Open(row.UserId, row.Value) is null));
    }

    private static IQueryable<IdentityUserToken<Guid>> All(AppDbContext context) => context.UserTokens.Where(row => row.LoginProvider == Provider && row.Name == SecretName);

    private string Seal(Guid userId, string secret) => Convert.ToBase64String(box.Seal(secret, Place(userId)));

    private string? Open(Guid userId, string? value) => Bytes(value) is { } bytes ? box.Open(bytes, Place(userId)) : null;

    private static byte[]? Bytes(string? value)
    {
        var buffer = new byte[value?.Length ?? 0];
        return Convert.TryFromBase64String(value ?? "", buffer, out var length) ? buffer[..length] : null;
    }

    private static string Place(Guid userId) => $"user_tokens/{userId:N}/totp";

    private static string Text(long step) => step.ToString(CultureInfo.InvariantCulture);
}
