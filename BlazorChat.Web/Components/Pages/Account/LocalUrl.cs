namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>Where to go after signing in: a place on this server, or its start.</summary>
internal static class LocalUrl
{
    /// <summary>The path, or <c>/</c> where the value is none: another host, a scheme, a way around by slashes, back-slashes, controls or encoding.</summary>
    public static string Of(string? value)
    {
        if (value is not { Length: > 0 and <= 2048 } || !IsLocal(value)) return "/";

        // What the next hop decodes must be as local as what is seen here.
        var decoded = value;
        for (var i = 0; i < 3; i++)
        {
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded) break;
            if (!IsLocal(next)) return "/";
            decoded = next;
        }

        return value;
    }

    private static bool IsLocal(string value) =>
        value[0] == '/' && (value.Length == 1 || value[1] is not ('/' or '\\')) && !value.Any(letter => char.IsControl(letter) || letter == '\\')
        && !value.StartsWith("/account/", StringComparison.OrdinalIgnoreCase);
}
