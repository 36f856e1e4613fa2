namespace BlazorChat.Web.Hosting;

/// <summary>The address from which a request comes, as the proxies that are believed tell it.</summary>
internal static class RemoteAddress
{
    /// <summary>In its short form: an IPv4 address that came over an IPv6 socket as what it is. Null where there is none.</summary>
    public static string? Of(HttpContext context) => context.Connection.RemoteIpAddress is not { } address ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : address.ToString();
}
