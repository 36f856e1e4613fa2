using BlazorChat.Core.Data;

namespace BlazorChat.Core.Administration;

/// <summary>Which accounts to show, and in which order.</summary>
public sealed record UserQuery
{
    /// <summary>The most accounts on a page.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Which page, from 0; default the first.</summary>
    public int Page { get; init; }

    /// <summary>How many on a page, 1 to <see cref="MaxPageSize"/>; default 25.</summary>
    public int PageSize { get; init; } = 25;

    /// <summary>By what they are ordered; default the name.</summary>
    public UserSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>What the user name, the name to show or the address has in it, in either case; null or empty is any.</summary>
    public string? Text { get; init; }

    /// <summary>The state; null is any.</summary>
    public AccountState? State { get; init; }

    /// <summary>Whether they are admins; null is both.</summary>
    public bool? IsAdmin { get; init; }
}

/// <summary>By what accounts are ordered.</summary>
public enum UserSort
{
    /// <summary>The user name.</summary>
    Name,

    /// <summary>The address.</summary>
    Email,

    /// <summary>The state.</summary>
    State,

    /// <summary>Whether it is an admin's.</summary>
    Role,

    /// <summary>When it was made.</summary>
    Created,

    /// <summary>When it was last used; never is before everything.</summary>
    LastActive,

    /// <summary>The number of sessions.</summary>
    Sessions,

    /// <summary>The tokens of all calls.</summary>
    Tokens,
}
