using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BlazorChat.Core.Providers.OpenAI;

/// <summary>
/// Reads the images of an answer: OpenRouter's and Gemini's <c>images</c>, and parts <c>image_url</c> in the content. A data URI becomes
/// a <see cref="DataContent"/> whose media type is what the URI says (nothing is guessed from the bytes), an address a <see cref="UriContent"/>.
/// </summary>
internal static class AnswerImages
{
    /// <summary>The largest image: 20 MiB (R13).</summary>
    public const int MaxBytes = 20 << 20;

    private const int MaxMediaTypeLength = 64;

    private static readonly SearchValues<char> Subtype = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.+-");

    /// <summary>The images of a delta or message.</summary>
    /// <exception cref="InvalidDataException">One is larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="FormatException">One cannot be read.</exception>
    public static IEnumerable<AIContent> Read(JsonElement delta)
    {
        foreach (var items in new[] { delta.Member("images"), delta.Member("content") })
        {
            if (items is not { ValueKind: JsonValueKind.Array } array) continue;
            foreach (var url in array.EnumerateArray().Select(UrlOf).OfType<JsonElement>())
            {
                if (Read(JsonMarshal.GetRawUtf8Value(url)[1..^1], url) is { } image) yield return image;
            }
        }
    }

    private static JsonElement? UrlOf(JsonElement item)
    {
        var url = item.Member("image_url") ?? (item.String("type") is null or "image" ? item.Member("url") : null);
        return (url?.Member("url") ?? url) is { ValueKind: JsonValueKind.String } text ? text : null;
    }

    private static AIContent? Read(ReadOnlySpan<byte> url, JsonElement element)
    {
        // Only a slash needs an escape here, and only some write it.
        if (url.Contains((byte)'\\')) url = Encoding.UTF8.GetBytes(element.Text());
        if (url.StartsWith("data:"u8)) return Data(url[5..]);
        var isLink = Uri.TryCreate(Encoding.UTF8.GetString(url), UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp);
        return isLink ? new UriContent(link!, "image/*") : null;
    }

    private static DataContent Data(ReadOnlySpan<byte> uri)
    {
        var comma = uri.IndexOf((byte)',');
        if (comma < 0 || !uri[..comma].EndsWith(";base64"u8)) throw new FormatException("The data URI is not base64.");
        var mediaType = MediaType(uri[..comma]);
        var encoded = uri[(comma + 1)..];
        if (encoded.Length > Base64.GetMaxEncodedToUtf8Length(MaxBytes)) throw new InvalidDataException("an image of more than 20 MiB");
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        if (Base64.DecodeFromUtf8(encoded, bytes, out _, out var length) != OperationStatus.Done) throw new FormatException("The image is no base64.");
        if (length > MaxBytes) throw new InvalidDataException("an image of more than 20 MiB");
        return new DataContent(bytes.AsMemory(0, length), mediaType);
    }

    private static string MediaType(ReadOnlySpan<byte> header)
    {
        var end = header.IndexOf((byte)';');
        var type = Encoding.UTF8.GetString(header[..end]).ToLowerInvariant();
        var isImage = type.StartsWith("image/", StringComparison.Ordinal) && type.Length is > 6 and <= MaxMediaTypeLength
            && type.AsSpan(6).IndexOfAnyExcept(Subtype) < 0;
        return isImage ? type : throw new FormatException("The data URI is no image.");
    }
}
