using BlazorChat.Core.Data;

namespace BlazorChat.Core.Accounts.Administration;

/// <summary>An account, in few words.</summary>
/// <param name="Id">Its id; no permission.</param>
/// <param name="UserName">Its name.</param>
/// <param name="Email">Its address.</param>
/// <param name="State">Whether it may be used.</param>
/// <param name="IsAdmin">Whether it may administer the server.</param>
public sealed record AccountSummary(Guid Id, string UserName, string Email, AccountState State, bool IsAdmin);
