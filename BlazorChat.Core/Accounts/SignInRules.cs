using System.Security.Cryptography;
using System.Text;
using BlazorChat.Core.Data;

namespace BlazorChat.Core.Accounts;

/// <summary>What all ways to sign in have in common.</summary>
internal static class SignInRules
{
    /// <summary>What to answer to who has shown to be the account's owner.</summary>
    /// <param name="user">The account.</param>
    /// <param name="method">By what.</param>
    /// <param name="isComplete">Whether no code is to be asked for any more.</param>
    public static SignInAnswer Answer(ApplicationUser user, string method, bool isComplete) => user.State switch
    {
        AccountState.Active => new SignInAnswer(isComplete || !user.TwoFactorEnabled ? SignInOutcome.Right : SignInOutcome.NeedsCode, method) { Step = new SignInStep(user.Id, ProofOf(user)) },
        AccountState.Pending => new SignInAnswer(SignInOutcome.Pending, method),
        AccountState.Disabled => new SignInAnswer(SignInOutcome.Disabled, method),
        _ => new SignInAnswer(SignInOutcome.Refused, method),
    };

    public static string ProofOf(ApplicationUser user) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id:N} {user.PasswordHash}")));
}
