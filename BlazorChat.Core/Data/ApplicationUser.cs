using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Core.Data;

/// <summary>An account. Its id is a version 7 GUID.</summary>
public sealed class ApplicationUser : IdentityUser<Guid>
{
    /// <summary>Whether this account may administer the server; default no.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>Whether it may be used; default <see cref="AccountState.Active"/>.</summary>
    public AccountState State { get; set; }

    /// <summary>The name to show instead of the user name; null where none was given. At most 100 UTF-16 units.</summary>
    public string? DisplayName { get; set; }

    /// <summary>When the account was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the account was last used, in UTC and to a few minutes; null where it never was.</summary>
    public DateTimeOffset? LastActiveAt { get; set; }
}
