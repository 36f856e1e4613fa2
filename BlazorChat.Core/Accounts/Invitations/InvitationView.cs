namespace BlazorChat.Core.Accounts.Invitations;

/// <summary>What may be shown of a link: all but its secret.</summary>
/// <param name="Id">Its id; no permission.</param>
/// <param name="Note">For whom or what; may be empty.</param>
/// <param name="MakesAdmin">Whether who comes with it becomes an admin.</param>
/// <param name="Uses">How many accounts it has made.</param>
/// <param name="MaxUses">How many it can make.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="ExpiresAt">Until when it can be used, in UTC.</param>
public sealed record InvitationView(Guid Id, string Note, bool MakesAdmin, int Uses, int MaxUses, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Who made it, by the name of that time; empty is the command line.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Whether it can be used.</summary>
    public InvitationState State { get; init; }
}

/// <summary>Whether an invitation can be used.</summary>
public enum InvitationState
{
    /// <summary>It can.</summary>
    Usable,

    /// <summary>It has made all its accounts.</summary>
    UsedUp,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>An admin has revoked it.</summary>
    Revoked,
}

/// <summary>A page of invitations.</summary>
/// <param name="Items">The invitations.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record InvitationPage(IReadOnlyList<InvitationView> Items, InvitationCursor? Next);

/// <summary>Where a page ended.</summary>
/// <param name="CreatedAt">When its last one was made.</param>
/// <param name="Id">Its id.</param>
public sealed record InvitationCursor(DateTimeOffset CreatedAt, Guid Id);
