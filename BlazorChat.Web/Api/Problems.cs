using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorChat.Web.Api;

/// <summary>Errors as RFC 9457 problem details with a code.</summary>
internal static class Problems
{
    public static ProblemHttpResult Create(int status, string code, string detail, string? field = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null) extensions["errors"] = new Dictionary<string, string[]> { [field] = [detail] };
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }
}
