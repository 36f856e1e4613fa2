using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Audit;

/// <summary>One row of the audit. Triggers of the database refuse to change or delete it; the names are those of that time.</summary>
internal sealed class AuditEntry
{
    public const int MaxTextLength = 1000;

    /// <summary>A version 7 GUID, so that the key orders by time.</summary>
    public Guid Id { get; set; }

    public DateTimeOffset At { get; set; }

    public ActorKind ActorKind { get; set; }

    public Guid? ActorId { get; set; }

    public string ActorName { get; set; } = "";

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public string Action { get; set; } = "";

    /// <summary>The account or thing that it was done to; null where it was done to none.</summary>
    public Guid? SubjectId { get; set; }

    public string SubjectName { get; set; } = "";

    public string? Address { get; set; }

    /// <summary>What more is to be known, in a few words: a former and a new value, a number. Never a secret or a content.</summary>
    public string? Details { get; set; }

    /// <summary>All words of the row in lower case, for the search.</summary>
    public string SearchText { get; set; } = "";
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // No foreign keys: the audit outlives what it tells of.
        builder.ToTable("audit_entries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.SubjectId, entry.At });
        builder.HasIndex(entry => new { entry.ActorId, entry.At });
        builder.HasIndex(entry => new { entry.Action, entry.At });
    }
}
