namespace BlazorChat.Web.Hosting;

/// <summary>
/// Refuses a page of another origin at Blazor's hub: browsers send cookies with a web socket to anywhere, and no antiforgery token guards it. A
/// request without <c>Origin</c> comes from no page.
/// </summary>
internal sealed class HubOriginCheck(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)) return next(context);
        // A page whose circuit was just ended comes back at once, and its new one would hold up the end of the server.
        if (lifetime.ApplicationStopping.IsCancellationRequested) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (IsOwn(context.Request)) return next(context);
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] == "cross-site") return false;
        var origins = request.Headers.Origin;
        if (origins.Count == 0) return true;
        // The scheme may differ where a proxy ends TLS; host and port may not.
        return origins.Count == 1 && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)
            && (origin.Scheme == Uri.UriSchemeHttp || origin.Scheme == Uri.UriSchemeHttps)
            && string.Equals(origin.Authority, Authority(origin.Scheme, request.Host), StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
