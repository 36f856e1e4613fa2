using System.Globalization;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Localization;

namespace BlazorChat.Web.Hosting;

/// <summary>Texts, numbers and dates are in a language of ours, whatever the operating system speaks (in a container mostly <c>C</c>).</summary>
internal static class Languages
{
    public static void UseLanguages(this WebApplication app)
    {
        // What no request asked for, such as an update that a background thread sends to a circuit, runs in the process's own culture.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Cultures.Default);
        // A circuit takes the culture of the request that opens its connection, by the same rules as its page, and keeps it (CircuitLanguage).
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true };
        string[] names = [.. Cultures.Supported];
        options.SetDefaultCulture(Cultures.Default).AddSupportedCultures(names).AddSupportedUICultures(names);
        options.RequestCultureProviders = [new ChosenLanguage(), new AcceptLanguageHeaderRequestCultureProvider()];
        app.UseRequestLocalization(options);
    }
}
