using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Usage;

/// <summary>
/// A row of the ledger: one upstream call, opened before it and settled once when it has ended, well or badly. Every figure shown anywhere
/// is a sum over these rows.
/// </summary>
internal sealed class UsageEntry
{
    public Guid Id { get; set; }

    public Guid OwnerId { get; set; }

    public Guid? SessionId { get; set; }

    public Guid? MessageId { get; set; }

    public UsagePurpose Purpose { get; set; }

    public string Connection { get; set; } = "";

    public string Model { get; set; } = "";

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? FirstTokenAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Prompt tokens, cached ones included.</summary>
    public long PromptTokens { get; set; }

    public long CachedTokens { get; set; }

    public long CompletionTokens { get; set; }

    public long ReasoningTokens { get; set; }

    /// <summary>Whether the figures are ours and not the provider's.</summary>
    public bool IsEstimated { get; set; }

    /// <summary>The price that held then, in nano-dollars a million prompt tokens; null where none is known.</summary>
    public long? PromptPrice { get; set; }

    /// <summary>The same for prompt tokens from the cache; null is the ordinary price.</summary>
    public long? CachedPrice { get; set; }

    /// <summary>The same for completion tokens.</summary>
    public long? CompletionPrice { get; set; }

    /// <summary>In nano-dollars by the price that held then; null where no price is known.</summary>
    public long? CostNanoDollars { get; set; }
}

internal sealed class UsageEntryConfiguration : IEntityTypeConfiguration<UsageEntry>
{
    public void Configure(EntityTypeBuilder<UsageEntry> builder)
    {
        // No foreign keys: the ledger outlives what it counted.
        builder.ToTable("usage_entries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => entry.MessageId);
        builder.HasIndex(entry => new { entry.OwnerId, entry.OpenedAt });
        builder.HasIndex(entry => entry.SettledAt);
    }
}
