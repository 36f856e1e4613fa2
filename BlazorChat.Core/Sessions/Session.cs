using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Sessions;

/// <summary>One conversation thread of one user.</summary>
internal sealed class Session
{
    public const string DefaultTitle = "New Chat";

    public Guid Id { get; set; }

    public Guid OwnerId { get; set; }

    public string Title { get; set; } = DefaultTitle;

    public SessionTitleSource TitleSource { get; set; }

    public string? ModelId { get; set; }

    /// <summary>The last message of the branch that is shown and sent. No foreign key: it and the message would need each other first.</summary>
    public Guid? ActiveLeafId { get; set; }

    /// <summary>The highest sequence given to a message. Raising it is also what locks the session's row for a writer on PostgreSQL.</summary>
    public long LastSequence { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When an answer last ended that its user did not stop; null before the first.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When its user last looked at it while an answer was unread; null before that.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When it was put into the bin; null outside it.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Title).HasMaxLength(SessionStore.MaxTitleLength);
        builder.HasOne<ApplicationUser>().WithMany().HasForeignKey(session => session.OwnerId);
        builder.HasIndex(session => new { session.OwnerId, session.UpdatedAt, session.Id });
        builder.HasIndex(session => session.DeletedAt);
    }
}
