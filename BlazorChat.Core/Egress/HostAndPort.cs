using System.Buffers;
using System.Globalization;

namespace BlazorChat.Core.Egress;

/// <summary>A host as it is written in an address, in the one form in which two of them compare, and a port.</summary>
/// <param name="Host">In small letters, in ASCII, without brackets and without a dot at its end.</param>
/// <param name="Port">The port.</param>
internal sealed record HostAndPort(string Host, int Port)
{
    private static readonly SearchValues<char> NotOfAHost = SearchValues.Create("/\\?#@*, ");

    /// <summary>Those of an address.</summary>
    public static HostAndPort Of(Uri url) => new(url.IdnHost.TrimEnd('.').ToLowerInvariant(), url.Port);

    /// <summary>Reads <c>host:port</c> or <c>[address]:port</c>. The port must be there; nothing else may.</summary>
    public static bool TryParse(string text, out HostAndPort? pair)
    {
        pair = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return false;
        if (port is < 1 or > 65535 || text.AsSpan(0, colon).IndexOfAny(NotOfAHost) >= 0) return false;
        if (!Uri.TryCreate($"http://{text[..colon]}:{port}/", UriKind.Absolute, out var url) || url.Port != port || url.Host.Length == 0) return false;
        pair = Of(url);
        return true;
    }
}
