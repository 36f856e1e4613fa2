using BlazorChat.Core.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorChat.Web.Hosting;

/// <summary>
/// Answers what Blazor's forms leave without a word: a form of a page that is out of date (signed in or restarted meanwhile) leads to the page
/// anew, and a registration that is closed is not there for a POST either.
/// </summary>
internal sealed class AccountForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var isRegistration = context.Request.Path.Equals("/account/register", StringComparison.OrdinalIgnoreCase);
        if (isRegistration && await context.RequestServices.GetRequiredService<Registration>().FindWayAsync(context.Request.Query["invitation"], context.RequestAborted) == RegistrationWay.Closed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && PlainPage.IsWanted(context))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = context.Request.PathBase + context.Request.Path + context.Request.QueryString.ToUriComponent();
        }
        else
        {
            await next(context);
        }
    }
}
