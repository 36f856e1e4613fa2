using System.Text.Json;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;

namespace BlazorChat.Web.Api;

/// <summary>
/// Reads a JSON body inside the handler, so that what is wrong with it is answered like every other refusal. The framework's own binding
/// answers before any filter, and without a word.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="RefusedException">The body is no JSON of this shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, cancellationToken)
                ?? throw new RefusedException(RefusedException.ValidationFailed, "The body is empty.");
        }
        catch (JsonException exception)
        {
            var field = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : null;
            // Half of a surrogate pair is valid in JSON's grammar and in no text; the parser reports it as an invalid operation.
            var reason = exception.InnerException is InvalidOperationException { Message: var words } && words.Contains("UTF-16", StringComparison.Ordinal) && field is not null
                ? $"The {field} contains half of a character (a lone surrogate), which cannot be stored. Remove it and send it again."
                : "The body is not valid JSON of the expected shape.";
            throw new RefusedException(RefusedException.ValidationFailed, reason, field);
        }
    }
}
