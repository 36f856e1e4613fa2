using System.Text.Json;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>A connection that somebody made in the browser.</summary>
internal sealed class StoredConnection
{
    public Guid Id { get; set; }

    /// <summary>Whose it is; null is the server's.</summary>
    public Guid? OwnerId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The name in lower case: one owner has it once.</summary>
    public string NormalizedName { get; set; } = "";

    public string Provider { get; set; } = "";

    public string? BaseUrl { get; set; }

    /// <summary>The key and the headers' values, sealed; null where there are none.</summary>
    public byte[]? Secrets { get; set; }

    /// <summary>The key's last four characters; null where there is no key.</summary>
    public string? KeyHint { get; set; }

    public StoredDetails Details { get; set; } = new();

    public bool IsActive { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Who changed it last. No foreign key: it outlives that account.</summary>
    public Guid UpdatedBy { get; set; }
}

internal sealed class StoredConnectionConfiguration : IEntityTypeConfiguration<StoredConnection>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Configure(EntityTypeBuilder<StoredConnection> builder)
    {
        builder.ToTable("connections");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(ConnectionRules.MaxNameLength);
        builder.HasOne<ApplicationUser>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.OwnerId, row.NormalizedName }).IsUnique();
        // Nulls are all different to a unique index.
        builder.HasIndex(row => row.NormalizedName).IsUnique().HasFilter("owner_id IS NULL").HasDatabaseName("ix_connections_server_name");
        builder.Property(row => row.Details).HasConversion(
            details => JsonSerializer.Serialize(details, Json),
            json => JsonSerializer.Deserialize<StoredDetails>(json, Json) ?? new StoredDetails(),
            new ValueComparer<StoredDetails>((a, b) => ReferenceEquals(a, b), details => details.GetHashCode(), details => details));
    }
}
