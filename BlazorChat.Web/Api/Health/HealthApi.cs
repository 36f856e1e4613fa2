using System.Text.Json.Serialization;
using BlazorChat.Core.Data;

namespace BlazorChat.Web.Api.Health;

/// <summary><c>/health/live</c> says that the process answers; <c>/health/ready</c> that it can work.</summary>
internal static class HealthApi
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IReadinessCheck, DatabaseHealth>()
        .AddSingleton<IReadinessCheck, QueueHealth>()
        .AddSingleton<IReadinessCheck, DiskHealth>();

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").AllowAnonymous().DisableHttpMetrics();
        group.MapGet("/live", () => TypedResults.Ok(new HealthAnswer("ok", null)));
        group.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(StartupState state, IEnumerable<IReadinessCheck> checks, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var parts = new Dictionary<string, string>();
        foreach (var check in checks) parts[check.Name] = state.IsReady ? await TryAsync(check, cancellationToken) : "starting";
        var isReady = state.IsReady && parts.Values.All(part => part == "ok");
        if (!isReady) response.Headers.RetryAfter = "2";
        return TypedResults.Json(new HealthAnswer(isReady ? "ok" : state.IsReady ? "failing" : "starting", parts), statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> TryAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            return await check.FindFaultAsync(timeout.Token) ?? "ok";
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return "failing"; // What exactly is wrong is for the log, not for whoever asks.
        }
    }

    private sealed record HealthAnswer(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Parts);
}
