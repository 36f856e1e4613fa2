using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Generation.Journal;

/// <summary>A piece of a running generation, in the order it came. Append-only; deleted when its text was folded into the message.</summary>
internal sealed class JournalEntry
{
    public Guid MessageId { get; set; }

    public int Attempt { get; set; }

    /// <summary>Where in the message this piece begins, in UTF-16 units over the parts.</summary>
    public long Offset { get; set; }

    public int PartIndex { get; set; }

    /// <summary>The part as JSON; of a part that grows, the piece of it.</summary>
    public string Payload { get; set; } = "";
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        // No foreign key: the journal's own connection writes in bulk, and a row without its message is thrown away by recovery.
        builder.ToTable("journal");
        builder.HasKey(entry => new { entry.MessageId, entry.Attempt, entry.Offset });
    }
}
