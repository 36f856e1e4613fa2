using BlazorChat.Core.Data;

namespace BlazorChat.Core.Administration;

/// <summary>A page of accounts.</summary>
/// <param name="Rows">The accounts.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record UserPage(IReadOnlyList<UserRow> Rows, int Total);

/// <summary>What an admin sees of an account: figures, never a content.</summary>
/// <param name="Id">Its id; no permission.</param>
/// <param name="UserName">Its name.</param>
/// <param name="Email">Its address.</param>
/// <param name="State">Whether it may be used.</param>
/// <param name="IsAdmin">Whether it may administer the server.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
public sealed record UserRow(Guid Id, string UserName, string Email, AccountState State, bool IsAdmin, DateTimeOffset CreatedAt)
{
    /// <summary>The name to show instead of the user name; null where none was given.</summary>
    public string? DisplayName { get; init; }

    /// <summary>When it was last used, in UTC and to a few minutes; null where it never was.</summary>
    public DateTimeOffset? LastActiveAt { get; init; }

    /// <summary>How many sessions it has outside the bin.</summary>
    public int Sessions { get; init; }

    /// <summary>The tokens of all its calls, of prompts and answers, that the ledger has.</summary>
    public long Tokens { get; init; }
}

/// <summary>What an admin sees of one account.</summary>
/// <param name="Row">What the list has of it.</param>
/// <param name="SignIns">At how many places it is signed in.</param>
/// <param name="HasTotp">Whether the codes of an app are asked for.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
/// <param name="Connections">How many connections of its own it has.</param>
public sealed record UserDetails(UserRow Row, int SignIns, bool HasTotp, int Passkeys, int Connections);
