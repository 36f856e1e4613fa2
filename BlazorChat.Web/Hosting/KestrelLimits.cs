using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BlazorChat.Web.Hosting;

/// <summary>What one connection may cost. Endpoints that take uploads raise the body's limit for themselves.</summary>
internal static class KestrelLimits
{
    private const long MaxBodyBytes = 4 * 1024 * 1024;

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
    }
}
