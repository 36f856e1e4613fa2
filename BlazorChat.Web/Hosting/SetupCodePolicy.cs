using BlazorChat.Core.Security;
using Microsoft.AspNetCore.Hosting.Server;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Who may make the first account without a code: only somebody at this machine. A proxy on the same machine looks like that too, so its
/// traces count: another host name, or a header that only proxies add.
/// </summary>
internal sealed class SetupCodePolicy(IServer server, IHttpContextAccessor accessor) : ISetupCodePolicy
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Server", "X-Original-Host", "CF-Connecting-IP"];

    public bool IsRequired
    {
        get
        {
            if (ListeningAddress.IsBeyondLoopback(server)) return true;
            return accessor.HttpContext?.Request is { } request
                && (!ListeningAddress.IsLoopbackName(request.Host.Host) || ProxyHeaders.Any(request.Headers.ContainsKey)
                    || HttpProtocol.IsHttp10(request.Protocol)); // What nginx speaks to its upstreams, and no browser any more.
        }
    }
}
