namespace BlazorChat.Core.Sessions;

/// <summary>A session as lists show it.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Title">Its title, never empty.</param>
/// <param name="UpdatedAt">When its last message came, in UTC.</param>
/// <param name="IsAnswering">Whether a generation is queued or running in it.</param>
/// <param name="IsUnread">Whether an answer ended in it that its user has not seen.</param>
public sealed record SessionSummary(Guid Id, string Title, DateTimeOffset UpdatedAt, bool IsAnswering, bool IsUnread = false);

/// <summary>Where a page of sessions ends: the next one begins after it. Ordered by time, then id, both falling.</summary>
/// <param name="UpdatedAt">The last session's time.</param>
/// <param name="Id">The last session's id.</param>
public sealed record SessionCursor(DateTimeOffset UpdatedAt, Guid Id);

/// <summary>A page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record SessionPage(IReadOnlyList<SessionSummary> Items, SessionCursor? Next);

/// <summary>A session's own facts.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Title">Its title, never empty.</param>
/// <param name="ModelId">The model that it asks, as <c>connection/model</c>; null for the default one.</param>
/// <param name="ActiveLeafId">The last message of the branch that is shown and sent; null before the first message.</param>
public sealed record SessionDetails(Guid Id, string Title, string? ModelId, Guid? ActiveLeafId)
{
    /// <summary>Whether an answer ended in it that its user has not seen.</summary>
    public bool IsUnread { get; init; }
}
