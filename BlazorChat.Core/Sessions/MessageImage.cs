using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorChat.Core.Sessions;

/// <summary>An image in an answer. It is in the database and not in a file, so that it is in every copy of it and on every machine.</summary>
internal sealed class MessageImage
{
    public Guid Id { get; set; }

    public Guid OwnerId { get; set; }

    public Guid MessageId { get; set; }

    public string MediaType { get; set; } = "";

    public byte[] Content { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class MessageImageConfiguration : IEntityTypeConfiguration<MessageImage>
{
    public void Configure(EntityTypeBuilder<MessageImage> builder)
    {
        builder.ToTable("message_images");
        builder.Property(image => image.Id).ValueGeneratedNever();
        builder.HasOne<Message>().WithMany().HasForeignKey(image => image.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
