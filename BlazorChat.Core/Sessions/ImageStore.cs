using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Core.Sessions;

/// <summary>Keeps the images of answers. What they are is decided by their content, never by what somebody says. Thread-safe.</summary>
public sealed class ImageStore
{
    private readonly Database _database;
    private readonly AccountAccess _access;
    private readonly TimeProvider _time;

    internal ImageStore(Database database, AccountAccess access, TimeProvider time) => (_database, _access, _time) = (database, access, time);

    /// <summary>The image; null where there is none or it belongs to someone else.</summary>
    public async Task<StoredImage?> FindAsync(Caller caller, Guid imageId, CancellationToken cancellationToken)
    {
        await _access.CheckAsync(caller, cancellationToken);
        return await _database.ReadAsync(
            context => context.Set<MessageImage>().Where(image => image.Id == imageId && image.OwnerId == caller.UserId)
                .Select(image => new StoredImage(image.Content, image.MediaType)).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Keeps an image of an answer. Returns null where it is none of the kinds that are shown.</summary>
    internal async Task<(Guid Id, string MediaType)?> SaveAsync(Guid ownerId, Guid messageId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (TypeOf(content.Span) is not { } type) return null;
        var now = _time.GetUtcNow();
        var image = new MessageImage { Id = Guid.CreateVersion7(now), OwnerId = ownerId, MessageId = messageId, MediaType = type, Content = content.ToArray(), CreatedAt = now };
        await _database.WriteAsync(
            context =>
            {
                context.Add(image);
                return Task.CompletedTask;
            },
            cancellationToken);
        return (image.Id, type);
    }

    /// <summary>The type by the first bytes; null where it is no image that a browser shows without running anything (SVG is a program).</summary>
    internal static string? TypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Png)) return "image/png";
        if (content.StartsWith(Jpeg)) return "image/jpeg";
        if (content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8)) return "image/gif";
        return content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];
}

/// <summary>An image.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
public sealed record StoredImage(byte[] Content, string MediaType);
