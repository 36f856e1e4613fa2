using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorChat.Web.Components.Pages.Account;

/// <summary>
/// A cookie of our own, which only this server reads and writes. Under https its name begins with <c>__Host-</c>, which browsers bind to this
/// host, to https and to the path <c>/</c> (RFC 6265bis, 4.1.3.2); under plain http they would refuse such a name.
/// </summary>
/// <param name="protection">Seals it.</param>
/// <param name="name">Its name, which also keeps it from being taken for another one.</param>
/// <param name="lifetime">How long it can be used.</param>
internal sealed class ProtectedCookie<T>(IDataProtectionProvider protection, string name, TimeSpan lifetime) where T : class
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector($"BlazorChat.Cookies.{name}").ToTimeLimitedDataProtector();

    /// <summary>What it holds; null where it is not there, too old, or not ours.</summary>
    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[NameIn(http)] is not { Length: > 0 } value) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(_protector.Unprotect(value));
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Sets it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="value">What it shall hold.</param>
    /// <param name="isKept">Whether it outlives the browser's session.</param>
    public void Write(HttpContext http, T value, bool isKept) =>
        http.Response.Cookies.Append(NameIn(http), _protector.Protect(JsonSerializer.Serialize(value), lifetime), Options(http, isKept ? lifetime : null));

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(NameIn(http), Options(http, null));

    private string NameIn(HttpContext http) => http.Request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions Options(HttpContext http, TimeSpan? maxAge) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = maxAge,
    };
}
