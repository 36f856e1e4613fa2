using System.Globalization;
using System.Net;

namespace BlazorChat.Web.Hosting;

/// <summary>A page of its own for what comes before or after all else: it needs no component, no asset and no database.</summary>
internal static class PlainPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#dde5e3;--muted:#566865;--accent:#0b6f68;--on:#fff}
        @media(prefers-color-scheme:dark){:root{--line:#243331;--muted:#9bb0ac;--accent:#3fc7b8;--on:#04201d}}
        body{margin:0;min-height:100vh;display:grid;place-items:center;font:400 15px/1.65 system-ui,sans-serif}
        main{max-width:400px;margin:16px;padding:24px;border:1px solid var(--line);border-radius:16px}
        h1{margin:0 0 12px;font-size:22px;line-height:1.3}p{margin:0 0 12px;font-size:13px;color:var(--muted)}
        code{overflow-wrap:anywhere}a{display:inline-block;padding:6px 16px;border-radius:10px;background:var(--accent);color:var(--on);font-size:13px;text-decoration:none}
        """;

    /// <summary>Whether the answer is for a person, and not for a program.</summary>
    public static bool IsWanted(HttpContext context) => !ProgramPaths.Include(context.Request.Path)
        && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <param name="context">Its status is set already.</param>
    /// <param name="title">What happened.</param>
    /// <param name="content">HTML below the title: whatever comes from elsewhere is encoded by its caller.</param>
    /// <param name="head">More for the head.</param>
    public static Task WriteAsync(HttpContext context, string title, string content, string head = "")
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        title = WebUtility.HtmlEncode(title);
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{CultureInfo.CurrentUICulture.Name}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">{head}
            <title>{title} · BlazorChat</title><style>{Style}</style></head>
            <body><main><h1>{title}</h1>{content}</main></body></html>
            """, context.RequestAborted);
    }
}
