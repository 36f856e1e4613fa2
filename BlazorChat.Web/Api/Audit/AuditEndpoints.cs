using System.Globalization;
using System.Text;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Audit;

namespace BlazorChat.Web.Api.Audit;

/// <summary>The audit as a file. It is written as it is read, however long it is.</summary>
internal static class AuditEndpoints
{
    private static readonly Encoding Utf8WithMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static IEndpointRouteBuilder MapAuditEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/app/admin/audit.csv", ExportAsync).RequireAuthorization(policy => policy.RequireRole(AccountRoles.Admin)).AddEndpointFilter<ProblemFilter>();
        return endpoints;
    }

    private static async Task<IResult> ExportAsync(string? q, string? action, string? person, string? from, string? to, HttpContext http, AuditTrail trail, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = AuditQuery.Read(q, action, person, from, to).ToFilter(ZoneOf(http.Request));
        // Before the first byte: who may not is told so, and nobody gets a file of which the audit does not know.
        var rows = await trail.ExportAsync(http.User.ToCaller(), filter, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-{time.GetUtcNow():yyyy-MM-dd}.csv");
        return TypedResults.Stream(body => WriteAsync(body, rows, cancellationToken), "text/csv; charset=utf-8; header=present", name);
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<AuditView> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, Utf8WithMark, bufferSize: 16 * 1024, leaveOpen: true);
        await writer.WriteAsync(AuditCsv.Header.AsMemory(), cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken)) await writer.WriteAsync(AuditCsv.Line(row).AsMemory(), cancellationToken);
    }

    /// <summary>The days of the filter are those of its reader, as on the page.</summary>
    private static TimeZoneInfo ZoneOf(HttpRequest request) =>
        request.Cookies["tz"] is { Length: > 0 and < 64 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
