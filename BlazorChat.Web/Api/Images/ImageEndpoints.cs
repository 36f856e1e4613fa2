using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Api.Images;

/// <summary>The images of answers, to their owner. What came from a model is shown inside a page and never as a page of this origin.</summary>
internal static class ImageEndpoints
{
    public static IEndpointRouteBuilder MapImageEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/app/images/{id:guid}", [HttpMethods.Get, HttpMethods.Head], FindAsync).RequireAuthorization().AddEndpointFilter<ProblemFilter>();
        return endpoints;
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, ImageStore images, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(http.User.ToCaller(), id, cancellationToken) is not { } image) return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        // An <img> does not mind; who opens the address itself gets a file.
        headers.ContentDisposition = "attachment";
        // An id always means the same bytes.
        headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(image.Content, image.MediaType);
    }
}
