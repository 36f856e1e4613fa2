namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Where a sign-in may lead back to: to this server only, however the address is encoded.</summary>
internal static class LocalUrl
{
    private const int MaxLength = 2048;
    private const int MaxDecodings = 5;

    /// <summary>The address where it is local, else <c>/</c>.</summary>
    /// <param name="url">The address that was asked for.</param>
    /// <param name="orAccountPage">Whether it may be an account page.</param>
    public static string OrHome(string? url, bool orAccountPage = false) =>
        IsLocal(url) && (orAccountPage || !url!.StartsWith("/account/", StringComparison.OrdinalIgnoreCase)) ? url! : "/";

    /// <summary>Whether it is a path of this server, now and after every decoding that something on the way may do.</summary>
    public static bool IsLocal(string? url)
    {
        if (url is not { Length: > 0 and <= MaxLength }) return false;
        var current = url;
        for (var i = 0; i < MaxDecodings; i++)
        {
            if (!HasLocalShape(current)) return false;
            var decoded = Uri.UnescapeDataString(current);
            if (decoded == current) return true;
            current = decoded;
        }

        return false; // Nobody encodes that often in good faith.
    }

    // ASCII, because a header can hold nothing else; what a browser sends is encoded. Browsers take a backslash for a slash, and drop tabs and line breaks from an address before they read it.
    private static bool HasLocalShape(string url) =>
        url[0] == '/' && url.All(char.IsAscii) && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Contains('\\', StringComparison.Ordinal) && !url.Any(char.IsControl);
}
