using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Accounts.Profiles;

/// <summary>How somebody wants the pages. A missing row is all defaults. The default model stands with the other wishes about models.</summary>
internal sealed class AccountPreferences
{
    public Guid OwnerId { get; set; }

    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; set; } = "system";

    /// <summary>A culture's name; null is the browser's.</summary>
    public string? Language { get; set; }

    public bool HasShortcuts { get; set; } = true;

    public bool HasNotifications { get; set; }
}

internal sealed class AccountPreferencesConfiguration : IEntityTypeConfiguration<AccountPreferences>
{
    public void Configure(EntityTypeBuilder<AccountPreferences> builder)
    {
        builder.ToTable("account_preferences");
        builder.HasKey(row => row.OwnerId);
        builder.Property(row => row.OwnerId).ValueGeneratedNever();
        builder.HasOne<ApplicationUser>().WithOne().HasForeignKey<AccountPreferences>(row => row.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
