using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Data;

/// <summary>Identity leaves its index over addresses not unique and asks before it inserts, which two requests at once get around.</summary>
internal sealed class ApplicationUserConfiguration : IEntityTypeConfiguration<ApplicationUser>
{
    public void Configure(EntityTypeBuilder<ApplicationUser> builder)
    {
        builder.HasIndex(user => user.NormalizedEmail).IsUnique();
        builder.HasIndex(user => user.CreatedAt);
        builder.HasIndex(user => user.LastActiveAt);
        builder.HasIndex(user => user.State);
    }
}
