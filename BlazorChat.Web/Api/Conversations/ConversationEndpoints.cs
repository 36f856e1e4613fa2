using System.Text.Json.Serialization;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorChat.Web.Api.Conversations;

/// <summary>
/// The page's own calls. A send is one HTTP request and not a message over the circuit, whose messages are small and which may be gone.
/// Internal: the public API calls the same core.
/// </summary>
internal static class ConversationEndpoints
{
    /// <summary>Of a JSON body: the longest message in its widest spelling (six bytes a unit), and the rest.</summary>
    private const long MaxBodyBytes = 4 * 1024 * 1024;

    public static IEndpointRouteBuilder MapConversationEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/app")
            .RequireAuthorization()
            .AddEndpointFilter<AntiforgeryFilter>()
            .AddEndpointFilter<ProblemFilter>()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBodyBytes));
        group.MapPost("/send", SendAsync);
        group.MapPost("/jobs/{jobId:guid}/stop", StopAsync);
        group.MapPost("/sessions/{sessionId:guid}/seen", SeenAsync);
        return endpoints;
    }

    private static async Task<Ok<SendAnswer>> SendAsync(HttpContext http, Core.Generation.Conversations conversations, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<SendBody>(http.Request, cancellationToken);
        var request = new SendRequest(body.Message ?? "", body.ClientMessageId ?? "") { SessionId = body.SessionId, ParentId = body.ParentId, EditedId = body.EditedId, ModelId = body.Model };
        var result = await conversations.SendAsync(http.User.ToCaller(), request, cancellationToken);
        return TypedResults.Ok(new SendAnswer(result.SessionId, result.MessageId, result.JobId));
    }

    private static async Task<NoContent> StopAsync(Guid jobId, HttpContext http, Core.Generation.Conversations conversations, CancellationToken cancellationToken)
    {
        await conversations.StopAsync(http.User.ToCaller(), jobId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SeenAsync(Guid sessionId, HttpContext http, SessionStore sessions, CancellationToken cancellationToken)
    {
        await sessions.MarkSeenAsync(http.User.ToCaller(), sessionId, cancellationToken);
        return TypedResults.NoContent();
    }

    private sealed record SendBody(
        [property: JsonPropertyName("session_id")] Guid? SessionId,
        [property: JsonPropertyName("parent_id")] Guid? ParentId,
        [property: JsonPropertyName("edited_id")] Guid? EditedId,
        [property: JsonPropertyName("model")] string? Model,
        [property: JsonPropertyName("message")] string? Message,
        [property: JsonPropertyName("client_message_id")] string? ClientMessageId);

    private sealed record SendAnswer(
        [property: JsonPropertyName("session_id")] Guid SessionId,
        [property: JsonPropertyName("message_id")] Guid MessageId,
        [property: JsonPropertyName("job_id")] Guid JobId);
}
