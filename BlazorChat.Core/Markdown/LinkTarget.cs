using System.Text;

namespace BlazorChat.Core.Markdown;

/// <summary>
/// Where a link may lead: http, https or mailto, written anew from its parsed parts, so that what the browser reads is what was
/// checked. Names of other alphabets are in punycode; a user part is dropped, because it exists to look like a host.
/// </summary>
/// <param name="Href">The address in ASCII.</param>
/// <param name="Host">The host, or the mail address.</param>
/// <param name="HasUserPart">The source had a user part.</param>
internal sealed record LinkTarget(string Href, string Host, bool HasUserPart)
{
    private const int MaxUnits = 8_192;
    private const string Mail = "mailto:";

    /// <summary>True if the host is written in another alphabet and may look like a different one.</summary>
    public bool IsInternationalized => Host.StartsWith("xn--", StringComparison.Ordinal) || Host.Contains(".xn--", StringComparison.Ordinal);

    /// <summary>Reads the decoded value of an attribute.</summary>
    public static LinkTarget? Read(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MaxUnits || value.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || value.AsSpan().ContainsAny('\\', '\u007F'))
            return null;
        if (value.StartsWith(Mail, StringComparison.OrdinalIgnoreCase))
            return ReadMail(value[Mail.Length..]);
        var isWeb = value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isWeb && Uri.TryCreate(value, UriKind.Absolute, out var uri) ? ReadWeb(uri) : null;
    }

    private static LinkTarget? ReadWeb(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            return null;
        var host = HostOf(uri);
        if (host is null)
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var rest = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        var href = $"{uri.Scheme}://{host}{port}{(rest.StartsWith('/') ? "" : "/")}{rest}";
        return Ascii.IsValid(href) ? new LinkTarget(href, host, uri.UserInfo.Length > 0) : null;
    }

    private static string? HostOf(Uri uri)
    {
        if (uri.HostNameType == UriHostNameType.IPv6)
            return uri.Host;
        try
        {
            var host = uri.IdnHost.ToLowerInvariant();
            return host.Length is > 0 and <= 255 && host.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '-' or '_') ? host : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static LinkTarget? ReadMail(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
            address = address[..query];
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var isAddress = at > 0 && at < address.Length - 1 && at == address.LastIndexOf('@')
            && address.All(unit => char.IsAsciiLetterOrDigit(unit) || ".!#$&'*+-/=^_`{|}~@".Contains(unit, StringComparison.Ordinal));
        return isAddress ? new LinkTarget(Mail + address, address, HasUserPart: false) : null;
    }
}
