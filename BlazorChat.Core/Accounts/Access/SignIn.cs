using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Accounts.Access;

/// <summary>One place where somebody is signed in. A cookie names it, and is worth nothing once the row is gone.</summary>
internal sealed class SignIn
{
    public const int MaxDeviceLength = 400;

    public Guid Id { get; set; }

    public Guid UserId { get; set; }

    /// <summary>By what: <c>password</c>, <c>totp</c>, <c>recovery_code</c>, <c>passkey</c> or <c>registration</c>.</summary>
    public string Method { get; set; } = "";

    /// <summary>The browser's <c>User-Agent</c>, cut.</summary>
    public string Device { get; set; } = "";

    /// <summary>The address from which it was last used.</summary>
    public string? Address { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, to a few minutes.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it ends if it is not used before.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class SignInConfiguration : IEntityTypeConfiguration<SignIn>
{
    public void Configure(EntityTypeBuilder<SignIn> builder)
    {
        builder.ToTable("sign_ins");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<ApplicationUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.UserId, row.LastUsedAt });
        builder.HasIndex(row => row.ExpiresAt);
    }
}
