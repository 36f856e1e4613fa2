namespace BlazorChat.Core.Accounts.Profiles;

/// <summary>What an account tells of its user.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="DisplayName">The name to show; null where none was given.</param>
/// <param name="Email">The address.</param>
/// <param name="IsAdmin">Whether it may administer the server.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
public sealed record Profile(string UserName, string? DisplayName, string Email, bool IsAdmin, DateTimeOffset CreatedAt)
{
    /// <summary>The display name, else the user name.</summary>
    public string Name => DisplayName ?? UserName;
}
