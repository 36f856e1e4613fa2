namespace BlazorChat.Web.Hosting;

/// <summary>Headers that every answer carries unless its endpoint set its own.</summary>
internal static class SecurityHeaders
{
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services)
    {
        services.AddScoped<CspNonce>();
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(180));
        return services;
    }

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy(context.RequestServices.GetRequiredService<CspNonce>().Value);
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", IsForDiagrams(context.Request.Path) ? "cross-origin" : "same-origin");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>The scripts of the frame of /app/diagram, which has no origin: to it this server is another one. They hold nothing of anybody.</summary>
    private static bool IsForDiagrams(PathString path) => path == "/js/diagrams/diagram-frame.js" || path == "/lib/mermaid/mermaid.min.js";

    // style-src needs 'unsafe-inline' because the component library sets style attributes. base-uri is 'self', not 'none': with 'none' the browser
    // ignores <base href="/">, and Blazor's router and hub then resolve against the page's own path. 'self' covers web sockets to the same host.
    private static string Policy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";
}
