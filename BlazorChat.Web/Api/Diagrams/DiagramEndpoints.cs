namespace BlazorChat.Web.Api.Diagrams;

/// <summary>The page in whose frame diagrams are drawn. It is the same for everybody and knows nobody.</summary>
internal static class DiagramEndpoints
{
    /// <summary>
    /// Its frame has no origin, and nothing but its two scripts comes into it: no image, no font, no connection. Inline styles are how
    /// mermaid draws.
    /// </summary>
    private const string Policy =
        "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private const string Page = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Diagram</title></head>
        <body><script src="/lib/mermaid/mermaid.min.js"></script><script src="/js/diagrams/diagram-frame.js"></script></body></html>
        """;

    public static void MapDiagramEndpoints(this IEndpointRouteBuilder routes) => routes.MapGet("/app/diagram", Show).AllowAnonymous();

    private static IResult Show(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Content(Page, "text/html; charset=utf-8");
    }
}
