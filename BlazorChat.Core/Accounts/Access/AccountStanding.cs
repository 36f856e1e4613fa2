using BlazorChat.Core.Data;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>What an account may do at this moment.</summary>
/// <param name="UserName">Its name.</param>
/// <param name="State">Whether it may be used.</param>
/// <param name="IsAdmin">Whether it may administer the server.</param>
/// <param name="SignIns">The sign-ins that are valid.</param>
public sealed record AccountStanding(string UserName, AccountState State, bool IsAdmin, IReadOnlySet<Guid> SignIns)
{
    /// <summary>Whether two say the same.</summary>
    internal static bool AreSame(AccountStanding? one, AccountStanding? other) => one is null || other is null
        ? one == other
        : (one.UserName, one.State, one.IsAdmin) == (other.UserName, other.State, other.IsAdmin) && one.SignIns.SetEquals(other.SignIns);
}
