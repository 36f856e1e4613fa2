using Microsoft.AspNetCore.Identity;

namespace BlazorChat.Core.Data;

/// <summary>An account. Its id is a version 7 GUID.</summary>
public sealed class ApplicationUser : IdentityUser<Guid>
{
    /// <summary>Whether this account may administer the server; default no.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>When the account was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
