using System.Text.Json.Serialization;
using BlazorChat.Core.Accounts.Profiles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorChat.Web.Api.Accounts;

/// <summary>Keeps what a page's switches choose (theme, shortcuts, notifications): they stand in every page and work without its circuit.</summary>
internal static class PreferenceEndpoints
{
    private const long MaxBodyBytes = 4096;

    public static IEndpointRouteBuilder MapPreferenceEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/app/preferences", SetAsync)
            .RequireAuthorization()
            .AddEndpointFilter<AntiforgeryFilter>()
            .AddEndpointFilter<ProblemFilter>()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBodyBytes));
        return endpoints;
    }

    private static async Task<NoContent> SetAsync(HttpContext http, ProfileStore profiles, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<PreferenceBody>(http.Request, cancellationToken);
        await profiles.SetPreferenceAsync(http.User.ToCaller(), body.Name ?? "", body.Value ?? "", cancellationToken);
        return TypedResults.NoContent();
    }

    private sealed record PreferenceBody([property: JsonPropertyName("name")] string? Name, [property: JsonPropertyName("value")] string? Value);
}
