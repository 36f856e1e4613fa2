using Microsoft.AspNetCore.Antiforgery;

namespace BlazorChat.Web.Api;

/// <summary>Refuses a call with the cookie but without the page's token (R50). The framework's own check looks at forms only.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(context.HttpContext);
        }
        catch (AntiforgeryValidationException)
        {
            return Problems.Create(StatusCodes.Status400BadRequest, "antiforgery_failed", "This page is out of date. Reload it and try again; what you typed is kept.");
        }

        return await next(context);
    }
}
