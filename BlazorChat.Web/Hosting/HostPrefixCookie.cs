namespace BlazorChat.Web.Hosting;

/// <summary>The name of a cookie that takes none of <see cref="HostPrefixCookies"/>: with <c>__Host-</c> before it in a request under https.</summary>
internal sealed class HostPrefixCookie(IHttpContextAccessor requests) : CookieBuilder
{
    public override string? Name
    {
        get => requests.HttpContext?.Request.IsHttps == true ? "__Host-" + base.Name : base.Name;
        set => base.Name = value;
    }
}
