using System.Globalization;
using System.Resources;
using BlazorChat.Web.Resources;

namespace BlazorChat.Tests.Browser;

/// <summary>The product's own words, by the key under which it keeps them: a polished sentence breaks no test.</summary>
internal static class Words
{
    private static readonly ResourceManager Resources = new(typeof(Texts).FullName!, typeof(Texts).Assembly);

    public static string Of(string key) =>
        Resources.GetString(key, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"There is no text {key} in Texts.resx.");

    /// <summary>In another language than English.</summary>
    public static string In(string language, string key) =>
        Resources.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"There is no text {key} in {language}.");

    public static string Of(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, Of(key), values);
}
