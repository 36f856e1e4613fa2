using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Accounts.SecondFactors;

/// <summary>
/// Codes for who has lost the app: each can be used once. Of a code a hash is kept, bound to its account, as the name of a row, so that using it
/// is deleting that row. Eighty random bits need no slower hash.
/// </summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const string Provider = "BlazorChat.RecoveryCode";
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // Without I, O, 0 and 1.
    private const int Length = 16;

    /// <summary>Makes new ones with the caller's transaction; the former ones are worth nothing any more.</summary>
    public static async Task<IReadOnlyList<string>> ReplaceAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken)
    {
        await Of(context, userId).ExecuteDeleteAsync(cancellationToken);
        var codes = Enumerable.Range(0, Count).Select(_ => Make()).ToList();
        foreach (var code in codes) context.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = Hash(userId, code) });
        return codes;
    }

    public static Task RemoveAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken) => Of(context, userId).ExecuteDeleteAsync(cancellationToken);

    public static Task<int> CountAsync(AppDbContext context, Guid userId, CancellationToken cancellationToken) => Of(context, userId).CountAsync(cancellationToken);

    /// <summary>Uses one up, with the caller's transaction. False where it is none, or was used.</summary>
    public static async Task<bool> UseAsync(AppDbContext context, Guid userId, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(userId, code);
        return await Of(context, userId).Where(row => row.Name == hash).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    public static string Hash(Guid userId, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId:N} {string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()}")));

    private static IQueryable<IdentityUserToken<Guid>> Of(AppDbContext context, Guid userId) => context.UserTokens.Where(row => row.UserId == userId && row.LoginProvider == Provider);

    private static string Make() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(4).Select(part => new string(part)));
}
