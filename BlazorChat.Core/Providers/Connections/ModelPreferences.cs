using System.Text.Json;
using BlazorChat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Providers.Connections;

/// <summary>How a user wants the models ordered.</summary>
internal sealed class ModelPreferences
{
    public Guid OwnerId { get; set; }

    public string? DefaultModelId { get; set; }

    public IReadOnlyList<string> Favourites { get; set; } = [];

    public IReadOnlyList<string> Hidden { get; set; } = [];
}

internal sealed class ModelPreferencesConfiguration : IEntityTypeConfiguration<ModelPreferences>
{
    public void Configure(EntityTypeBuilder<ModelPreferences> builder)
    {
        builder.ToTable("model_preferences");
        builder.HasKey(row => row.OwnerId);
        builder.Property(row => row.OwnerId).ValueGeneratedNever();
        builder.HasOne<ApplicationUser>().WithOne().HasForeignKey<ModelPreferences>(row => row.OwnerId).OnDelete(DeleteBehavior.Cascade);
        Json(builder.Property(row => row.Favourites));
        Json(builder.Property(row => row.Hidden));
    }

    private static void Json(PropertyBuilder<IReadOnlyList<string>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default) ?? new List<string>(),
        new ValueComparer<IReadOnlyList<string>>((a, b) => ReferenceEquals(a, b), list => list.GetHashCode(), list => list));
}
