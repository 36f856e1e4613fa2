using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Accounts.Invitations;

/// <summary>A link with which somebody may register. Only a hash of its secret is kept.</summary>
internal sealed class Invitation
{
    public const int MaxNoteLength = 200;

    public Guid Id { get; set; }

    /// <summary>SHA-256 of the secret, which has 256 random bits and needs no slower hash.</summary>
    public byte[] SecretHash { get; set; } = [];

    /// <summary>For whom or what, as the admin wrote it; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Whether who comes with it becomes an admin.</summary>
    public bool MakesAdmin { get; set; }

    public int MaxUses { get; set; }

    public int Uses { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who made it, by the name of that time. No foreign key: it outlives that account.</summary>
    public string CreatedBy { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Note).HasMaxLength(Invitation.MaxNoteLength);
        builder.HasIndex(row => row.SecretHash).IsUnique();
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
    }
}
