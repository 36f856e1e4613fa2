using BlazorChat.Core.Data;

namespace BlazorChat.Web.Hosting;

/// <summary>Until the server is ready, everything but the health endpoints gets a small page that says so and comes back by itself.</summary>
internal sealed class StartupGate(RequestDelegate next, StartupState state)
{
    private const string RetryAfterSeconds = "2";

    private const string ComesBack = """<meta http-equiv="refresh" content="2">""";

    public async Task InvokeAsync(HttpContext context)
    {
        if (state.IsReady || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        if (PlainPage.IsWanted(context))
        {
            await PlainPage.WriteAsync(context, "BlazorChat is starting", """<p role="status">It brings its database up to date. This page comes back by itself.</p>""", ComesBack);
        }
        else
        {
            await Results.Problem("The server is starting; try again in two seconds.", statusCode: StatusCodes.Status503ServiceUnavailable, extensions: new Dictionary<string, object?> { ["code"] = "starting" }).ExecuteAsync(context);
        }
    }
}
