using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Generation;

/// <summary>Remembers for 24 hours what a send with this key made. The primary key is what makes a second one impossible.</summary>
internal sealed class IdempotencyKey
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public Guid OwnerId { get; set; }

    public string Key { get; set; } = "";

    /// <summary>SHA-256 over what was asked, so that other content under the same key is noticed.</summary>
    public byte[] ContentHash { get; set; } = [];

    public Guid SessionId { get; set; }

    public Guid UserMessageId { get; set; }

    public Guid MessageId { get; set; }

    public Guid JobId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    public const int MaxKeyLength = 200;

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(key => new { key.OwnerId, key.Key });
        builder.Property(key => key.Key).HasMaxLength(MaxKeyLength);
        builder.HasIndex(key => key.CreatedAt);
    }
}
