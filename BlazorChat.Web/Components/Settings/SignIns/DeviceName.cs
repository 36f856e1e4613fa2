using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.SignIns;

/// <summary>
/// A browser in words, from what it says of itself. Browsers claim to be one another, so the first word that fits counts, the most particular
/// ones first; nothing is decided by it.
/// </summary>
/// <param name="Browser">Its name; null where it is none that is known.</param>
/// <param name="System">What it runs on; null where that is not known.</param>
internal sealed record DeviceName(string? Browser, string? System)
{
    private static readonly (string Word, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"), ("DuckDuckGo/", "DuckDuckGo"), ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"), ("python-", "Python"),
    ];

    private static readonly (string Word, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ("X11", "Unix"),
    ];

    /// <summary>Whether it is something that is held in a hand.</summary>
    public bool IsHandheld => System is "iPhone" or "iPad" or "Android";

    /// <summary>Reads a <c>User-Agent</c>.</summary>
    public static DeviceName Of(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        return new DeviceName(Find(Browsers, userAgent), Find(Systems, userAgent));
    }

    /// <summary>As a person calls it.</summary>
    public string InWords(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return this switch
        {
            { Browser: { } browser, System: { } system } => texts["DeviceOn", browser, system],
            { Browser: { } one } => one,
            { System: { } one } => one,
            _ => texts["UnknownDevice"],
        };
    }

    private static string? Find((string Word, string Name)[] known, string userAgent) =>
        Array.Find(known, entry => userAgent.Contains(entry.Word, StringComparison.OrdinalIgnoreCase)).Name;
}
