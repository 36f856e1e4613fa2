using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Api;

/// <summary>Turns what the core refuses into an answer with the right status.</summary>
internal sealed class ProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            return Problems.Create(StatusOf(refused.Code), refused.Code, refused.Message, refused.Field);
        }
        catch (StorageFullException full)
        {
            return Problems.Create(StatusCodes.Status507InsufficientStorage, "storage_full", full.Message);
        }
        catch (BadHttpRequestException bad)
        {
            var code = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "payload_too_large" : RefusedException.ValidationFailed;
            return Problems.Create(bad.StatusCode, code, "The request is larger than this server takes, or it was cut off.");
        }
    }

    private static int StatusOf(string code) => code switch
    {
        RefusedException.SignedOut => StatusCodes.Status401Unauthorized,
        RefusedException.Forbidden => StatusCodes.Status403Forbidden,
        RefusedException.NotFound => StatusCodes.Status404NotFound,
        RefusedException.IdempotencyConflict or RefusedException.InvalidState => StatusCodes.Status409Conflict,
        RefusedException.QueueFull => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };
}
