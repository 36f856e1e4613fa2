using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Settings;

/// <summary>A setting that an admin changed in the browser. It stands before the same key of the configuration.</summary>
internal sealed class StoredSetting
{
    public const int MaxKeyLength = 100;

    /// <summary>The key as the configuration has it, such as <c>Generation:PerUser</c>.</summary>
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who changed it last, by the name of that time. No foreign key: it outlives that account.</summary>
    public string ChangedBy { get; set; } = "";
}

internal sealed class StoredSettingConfiguration : IEntityTypeConfiguration<StoredSetting>
{
    public void Configure(EntityTypeBuilder<StoredSetting> builder)
    {
        builder.ToTable("settings");
        builder.HasKey(setting => setting.Key);
        builder.Property(setting => setting.Key).HasMaxLength(StoredSetting.MaxKeyLength);
    }
}
