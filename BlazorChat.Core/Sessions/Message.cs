using BlazorChat.Core.Sessions.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Sessions;

/// <summary>A node in its session's tree. Inserted, filled by its generation, never overwritten: an edit or another answer is a sibling.</summary>
internal sealed class Message
{
    public Guid Id { get; set; }

    public Guid SessionId { get; set; }

    public Guid? ParentId { get; set; }

    /// <summary>Its place in the order of the session, given by the server.</summary>
    public long Sequence { get; set; }

    public MessageRole Role { get; set; }

    public MessageStatus Status { get; set; }

    /// <summary>Sent while another answer ran: it is attached to the active leaf when its turn comes, and in no branch until then.</summary>
    public bool IsPending { get; set; }

    /// <summary>Waits for a person to send or discard it, because the answer before it failed or was stopped.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Its content was deleted. The row stays, because its children hang on it.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>The generation that produces it; null for a user's message. No foreign key: the job points here.</summary>
    public Guid? JobId { get; set; }

    public IReadOnlyList<MessagePart> Parts { get; set; } = [];

    public string? ModelId { get; set; }

    /// <summary>The model that was asked first, where another one answered because it failed; else null.</summary>
    public string? RequestedModelId { get; set; }

    /// <summary>How many of the oldest messages did not fit into the model's window and were not sent.</summary>
    public int OmittedMessages { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>Which try its content comes from, from 1; 0 before the first.</summary>
    public int Attempt { get; set; }

    /// <summary>Where that attempt began: a reader of the attempt before it has the same text up to here.</summary>
    public long AttemptOffset { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.HasOne<Session>().WithMany().HasForeignKey(message => message.SessionId);
        // A branch lies in one session and goes with it in one statement. A cascade along it would recurse once a message.
        builder.HasOne<Message>().WithMany().HasForeignKey(message => message.ParentId).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(message => new { message.SessionId, message.Sequence }).IsUnique();
        builder.HasIndex(message => new { message.SessionId, message.Status });
        builder.Property(message => message.Parts).HasConversion(
            parts => PartsJson.Write(parts),
            json => PartsJson.Read(json),
            new ValueComparer<IReadOnlyList<MessagePart>>((a, b) => ReferenceEquals(a, b), parts => parts.GetHashCode(), parts => parts));
    }
}
