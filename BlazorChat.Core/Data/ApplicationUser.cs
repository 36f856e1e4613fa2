using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Data;

/// <summary>An account. Its id is a version 7 GUID.</summary>
public sealed class ApplicationUser : IdentityUser<Guid>
{
    /// <summary>Whether this account may administer the server; default no.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>When the account was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ApplicationUserConfiguration : IEntityTypeConfiguration<ApplicationUser>
{
    // Identity leaves this index without the constraint and only looks before it inserts, which two sign-ups at once pass together.
    public void Configure(EntityTypeBuilder<ApplicationUser> builder) =>
        builder.HasIndex(user => user.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
}
