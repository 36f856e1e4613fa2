namespace BlazorChat.Core.Accounts;

/// <summary>An account that is to be made.</summary>
/// <param name="UserName">As <see cref="AccountRules"/> has it.</param>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="IsAdmin">Whether it may administer the server.</param>
public sealed record NewUser(string UserName, string Email, string Password, bool IsAdmin);
