using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Data;

/// <summary>
/// The single row that says that set-up is done. Its fixed primary key is the constraint that makes exactly one first admin,
/// however many sign-ups run at once. No foreign key: deleting that account later must not open the set-up again.
/// </summary>
internal sealed class FirstAdmin
{
    public int Id { get; set; } = 1;

    public Guid UserId { get; set; }
}

internal sealed class FirstAdminConfiguration : IEntityTypeConfiguration<FirstAdmin>
{
    public void Configure(EntityTypeBuilder<FirstAdmin> builder)
    {
        builder.ToTable("first_admin", table => table.HasCheckConstraint("ck_first_admin_single", "id = 1"));
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
