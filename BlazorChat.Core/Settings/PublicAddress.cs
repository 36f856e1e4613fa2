namespace BlazorChat.Core.Settings;

/// <summary>The address under which people reach the server. Links are made of it, and never of the host that a request names: that is the sender's choice.</summary>
/// <param name="Url">The address; null where it is not set.</param>
public sealed record PublicAddress(Uri? Url)
{
    /// <summary>Reads the setting.</summary>
    /// <exception cref="StartRefusedException">It is no such address.</exception>
    internal static Uri? Read(string text)
    {
        text = text.Trim();
        if (text.Length == 0) return null;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
        return isAddress ? url : throw new StartRefusedException($"BlazorChat:PublicUrl is '{text}', which is no address of a server without a path, e.g. BlazorChat__PublicUrl=https://chat.example.org.");
    }
}
