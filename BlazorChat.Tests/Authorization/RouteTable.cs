using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Authorization;

/// <summary>Every route of the program, and who may ask it: a new one has its line here, or a test fails.</summary>
internal static class RouteTable
{
    public static readonly Dictionary<string, RouteAccess> Routes = new()
    {
        // Pages of accounts, which are for strangers.
        ["* /account/login"] = RouteAccess.Open,
        ["* /account/register"] = RouteAccess.Open,
        ["POST /account/language"] = RouteAccess.Open,
        ["GET /health/live"] = RouteAccess.Open,
        ["GET /health/ready"] = RouteAccess.Open,

        // Pages.
        ["* /"] = RouteAccess.SignedIn,
    };

    /// <summary>What the program maps, as <c>METHOD /pattern</c>; <c>*</c> where any method is taken, as pages do.</summary>
    public static IReadOnlyList<(string Method, string Pattern)> Mapped(WebApplicationFactory<Program> app) =>
    [
        .. app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null) // Files, for everybody.
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
            .Distinct().OrderBy(route => route.Item2, StringComparer.Ordinal).ThenBy(route => route.method, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];
}
