using System.Diagnostics;
using System.Net;
using BlazorChat.Web.Api;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Answers requests that failed: people get a page, programs problem details, and both the id under which the log has the exception. Neither
/// shows what the exception says.
/// </summary>
internal sealed partial class ErrorAnswers(IStringLocalizer<Texts> texts, ILogger<ErrorAnswers> logger)
{
    /// <summary>Answers an exception that nothing else caught.</summary>
    public Task AnswerExceptionAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()!;
        // Not the path: some hold what only their reader may know.
        var route = (failure.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "no endpoint";
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) LogFailed(context.Request.Method, route, IdOf(context), failure.Error);
        if (PlainPage.IsWanted(context)) return WritePageAsync(context);
        return WriteProblemAsync(context);
    }

    /// <summary>Gives a status without a body its page. What is not found has a page of the interface.</summary>
    public Task AnswerStatusAsync(StatusCodeContext context) =>
        context.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound ? Task.CompletedTask : WritePageAsync(context.HttpContext);

    private Task WritePageAsync(HttpContext context)
    {
        var (title, text) = context.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => ("DeniedTitle", "DeniedText"),
            >= StatusCodes.Status500InternalServerError => ("ErrorTitle", "ErrorText"),
            _ => ("RefusedTitle", "RefusedText"),
        };
        var id = title == "ErrorTitle" ? $"<p>{Encoded("ErrorId")} <code>{WebUtility.HtmlEncode(IdOf(context))}</code></p>" : "";
        return PlainPage.WriteAsync(context, texts[title], $"""<p>{Encoded(text)}</p>{id}<a href="/">{Encoded("ToStart")}</a>""");
    }

    private static Task WriteProblemAsync(HttpContext context)
    {
        var isOurs = context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        var (code, detail) = isOurs
            ? ("internal_error", "Something went wrong on the server. Its log tells more under the trace id.")
            : ("bad_request", "The request cannot be read.");
        var problem = Problems.Create(context.Response.StatusCode, code, detail);
        problem.ProblemDetails.Extensions["trace_id"] = IdOf(context);
        return problem.ExecuteAsync(context);
    }

    private string Encoded(string name) => WebUtility.HtmlEncode(texts[name]);

    private static string IdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed; its reader was shown {Id}.")]
    private partial void LogFailed(string method, string route, string id, Exception exception);
}
