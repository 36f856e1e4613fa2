using BlazorChat.Core.Security;

namespace BlazorChat.Core.Audit;

/// <summary>One row of the audit as it may be shown: its texts hold nothing but what can be seen. Names are those of that time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was done.</param>
/// <param name="ActorKind">What did it.</param>
/// <param name="Action">One of <see cref="AuditActions"/>, or one of a later version.</param>
public sealed record AuditView(Guid Id, DateTimeOffset At, ActorKind ActorKind, string Action)
{
    /// <summary>The account that did it; null where it was none. It may be gone.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Its name; empty where it has none.</summary>
    public string ActorName { get; init; } = "";

    /// <summary>What it was done to; null where it was nothing in particular.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Its name; empty where it has none.</summary>
    public string SubjectName { get; init; } = "";

    /// <summary>The network address from which it was done; null where there is none.</summary>
    public string? Address { get; init; }

    /// <summary>What more is known; null where nothing.</summary>
    public string? Details { get; init; }

    internal static AuditView Of(AuditEntry entry) => new(entry.Id, entry.At, entry.ActorKind, AuditText.Readable(entry.Action))
    {
        ActorId = entry.ActorId,
        ActorName = AuditText.Readable(entry.ActorName),
        SubjectId = entry.SubjectId,
        SubjectName = AuditText.Readable(entry.SubjectName),
        Address = entry.Address is null ? null : AuditText.Readable(entry.Address),
        Details = entry.Details is null ? null : AuditText.Readable(entry.Details),
    };
}

/// <summary>A place in the audit: what comes after it is older.</summary>
/// <param name="At">The time of the row before it.</param>
/// <param name="Id">The id of that row, because several may have one time.</param>
public sealed record AuditPlace(DateTimeOffset At, Guid Id);

/// <summary>Some rows of the audit, newest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the next page begins; null where there is no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Rows, AuditPlace? Next);
