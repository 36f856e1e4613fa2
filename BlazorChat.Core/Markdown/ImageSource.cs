using System.Buffers;

namespace BlazorChat.Core.Markdown;

/// <summary>Which images a page may load by itself: a path on this server, or a picture inside the text. No other host learns anything.</summary>
internal static class ImageSource
{
    private static readonly string[] Kinds = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    public static bool IsAllowed(string? value) => !string.IsNullOrEmpty(value) && (IsLocalPath(value) || IsPicture(value));

    private static bool IsLocalPath(string value)
    {
        var startsWithOneSlash = value[0] == '/' && (value.Length == 1 || value[1] != '/');
        // A browser drops tabs and line ends from an address and reads a backslash as a slash: "/<tab>/host" would be another host.
        return startsWithOneSlash && value.Length <= 2_048 && !value.Contains('\\') && value.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }

    private static bool IsPicture(string value)
    {
        var kind = Array.Find(Kinds, kind => value.StartsWith(kind, StringComparison.OrdinalIgnoreCase));
        return kind is not null && value.Length > kind.Length && !value.AsSpan(kind.Length).ContainsAnyExcept(Base64);
    }
}
