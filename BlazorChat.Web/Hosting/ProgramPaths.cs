namespace BlazorChat.Web.Hosting;

/// <summary>Where programs ask, and scripts of a page: they want a status and problem details, neither a redirect nor a page.</summary>
internal static class ProgramPaths
{
    private static readonly PathString[] Paths = ["/app", "/api", "/v1", "/chat", "/stream", "/models", "/health", "/metrics", "/_blazor"];

    public static bool Include(PathString path) => Paths.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}
