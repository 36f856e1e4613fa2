namespace BlazorChat.Core.Markdown;

/// <summary>
/// A link that leads out of here and stands outside of Markdown, by the same rules as one inside: http, https or mailto, written anew, with
/// names of other alphabets in punycode. Immutable.
/// </summary>
/// <param name="Href">The address in ASCII.</param>
/// <param name="Host">The host, which is to be seen beside whatever the link is called.</param>
public sealed record ExternalLink(string Href, string Host)
{
    /// <summary>Reads an address of whatever origin; null where it may not be a link.</summary>
    public static ExternalLink? Read(string? address) => LinkTarget.Read(address) is { } target ? new ExternalLink(target.Href, target.Host) : null;

    /// <summary>A name for the link, without the characters that turn the direction of reading.</summary>
    public static string NameOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Where(unit => !SafeText.IsBidiControl(unit))).Trim();
    }
}
