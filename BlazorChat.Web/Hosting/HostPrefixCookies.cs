using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Under https a cookie's name begins with <c>__Host-</c>, which browsers bind to this host, to https and to the path <c>/</c> (RFC 6265bis, 4.1.3.2).
/// Under plain http they would refuse such a name, so it is plain there.
/// </summary>
internal sealed class HostPrefixCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
