using BlazorChat.Core.Data;

namespace BlazorChat.Web.Hosting;

/// <summary>Until the server is ready, everything but the health endpoints gets a small page that says so and comes back by itself.</summary>
internal sealed class StartupGate(RequestDelegate next, StartupState state)
{
    private const string RetryAfterSeconds = "2";

    private const string Page = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="2">
        <title>BlazorChat is starting</title></head>
        <body style="font-family:system-ui,sans-serif;margin:15vh auto;max-width:30rem;padding:0 1rem"><h1>BlazorChat is starting</h1>
        <p role="status">It brings its database up to date. This page comes back by itself.</p></body></html>
        """;

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
        if (context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Page, context.RequestAborted);
        }
        else
        {
            await Results.Problem("The server is starting; try again in two seconds.", statusCode: StatusCodes.Status503ServiceUnavailable, extensions: new Dictionary<string, object?> { ["code"] = "starting" }).ExecuteAsync(context);
        }
    }
}
