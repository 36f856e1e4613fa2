using Microsoft.AspNetCore.Diagnostics;

namespace BlazorChat.Web.Hosting;

/// <summary>Sets up what is answered when a request fails.</summary>
internal static class ErrorSetup
{
    // A page of the interface, with its layout.
    private const string NotFoundPath = "/not-found";

    public static IServiceCollection AddErrorAnswers(this IServiceCollection services) => services.AddProblemDetails().AddSingleton<ErrorAnswers>();

    public static void UseErrorAnswers(this WebApplication app)
    {
        var answers = app.Services.GetRequiredService<ErrorAnswers>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = answers.AnswerExceptionAsync,
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = _ => true, // Ours is the one entry, with the id.
        });
        app.UseWhen(PlainPage.IsWanted, pages =>
        {
            pages.UseStatusCodePagesWithReExecute(NotFoundPath, createScopeForStatusCodePages: true);
            pages.Use(ReadAgainAsync);
            pages.UseStatusCodePages(answers.AnswerStatusAsync);
        });
    }

    // The page is shown in place of whatever was asked, and takes no form.
    private static async Task ReadAgainAsync(HttpContext context, RequestDelegate next)
    {
        var asked = context.Request.Method;
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = asked;
        }
    }
}
