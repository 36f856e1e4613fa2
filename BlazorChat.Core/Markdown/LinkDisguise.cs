namespace BlazorChat.Core.Markdown;

/// <summary>Tells whether a link's text reads like an address that is not the link's own.</summary>
internal static class LinkDisguise
{
    public static bool Hides(string text, LinkTarget target)
    {
        if (target.IsInternationalized)
            return true;
        var shown = string.Concat(text.Where(unit => !SafeText.IsBidiControl(unit))).Trim();
        if (shown.Contains("://", StringComparison.Ordinal))
            return !IsSameHost(shown, target);
        if (shown.Length is 0 or > 300 || !shown.Contains('.') || shown.Any(char.IsWhiteSpace))
            return false;
        return shown != target.Host && LinkTarget.Read("https://" + shown) is not null && !IsSameHost("https://" + shown, target);
    }

    private static bool IsSameHost(string address, LinkTarget target) =>
        LinkTarget.Read(address) is { HasUserPart: false } shown && shown.Host == target.Host;
}
