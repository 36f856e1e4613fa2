using BlazorChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Generation;

/// <summary>The durable job that produces one assistant message. Its status is written together with the message's.</summary>
internal sealed class GenerationJob
{
    public Guid Id { get; set; }

    public Guid OwnerId { get; set; }

    public Guid SessionId { get; set; }

    public Guid MessageId { get; set; }

    public MessageStatus Status { get; set; }

    /// <summary>Which try, from 1; 0 before the first was claimed.</summary>
    public int Attempt { get; set; }

    public string ModelId { get; set; } = "";

    /// <summary>The process that runs it; null while none does.</summary>
    public Guid? WorkerId { get; set; }

    public DateTimeOffset? HeartbeatAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class GenerationJobConfiguration : IEntityTypeConfiguration<GenerationJob>
{
    public void Configure(EntityTypeBuilder<GenerationJob> builder)
    {
        builder.ToTable("generations");
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.HasOne<Message>().WithMany().HasForeignKey(job => job.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(job => job.MessageId).IsUnique();
        builder.HasIndex(job => new { job.SessionId, job.Status });
        builder.HasIndex(job => job.Status);
        builder.HasIndex(job => new { job.OwnerId, job.Status });
    }
}
