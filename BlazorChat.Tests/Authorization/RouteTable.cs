using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Authorization;

/// <summary>Every route of the program, and who may ask it: a new one has its line here, or a test fails.</summary>
internal static class RouteTable
{
    /// <summary>A page of components, which takes GET and POST.</summary>
    public const string Page = "PAGE";

    public static readonly Dictionary<string, RouteAccess> Routes = Rows(
        (RouteAccess.Open,
        [
            "PAGE /account/login", "PAGE /account/register", "PAGE /account/reset", "POST /account/language",
            "POST /account/passkeys/question", "POST /account/passkeys/sign-in",
            "GET /health/live", "GET /health/ready", "GET /app/diagram", "PAGE /not-found",
        ]),
        (RouteAccess.SecondStep, ["PAGE /account/login/code"]),
        (RouteAccess.SignedIn,
        [
            "* /_blazor", "* /_blazor/disconnect/", "* /_blazor/initializers/", "* /_blazor/negotiate",
            "PAGE /", "PAGE /s/{SessionId:guid}",
            "PAGE /settings", "PAGE /settings/general", "PAGE /settings/profile", "PAGE /settings/security", "PAGE /settings/sign-ins", "PAGE /settings/models",
            "PAGE /settings/connections", "PAGE /settings/connections/new", "PAGE /settings/connections/{Id:guid}",
            "POST /account/logout", "POST /account/passkeys/", "POST /account/passkeys/offer",
            "POST /app/send", "POST /app/jobs/{jobId:guid}/stop", "POST /app/sessions/{sessionId:guid}/seen", "POST /app/preferences",
            "GET /app/images/{id:guid}", "HEAD /app/images/{id:guid}", "GET /{**path:file}", "HEAD /{**path:file}", "GET /_framework/opaque-redirect",
        ]),
        (RouteAccess.Admin,
        [
            "PAGE /settings/connections/server", "PAGE /settings/connections/server/new", "PAGE /settings/connections/server/{Id:guid}",
            "PAGE /admin/users", "PAGE /admin/users/new", "PAGE /admin/users/{Id:guid}", "PAGE /admin/invitations", "PAGE /admin/audit", "PAGE /admin/health", "PAGE /admin/settings", "GET /app/admin/audit.csv",
        ]));

    /// <summary>What the program maps, as <c>METHOD /pattern</c>; <c>*</c> where any method is taken.</summary>
    public static IEnumerable<string> Mapped(WebApplicationFactory<Program> app) => app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null) // Files, for everybody.
        .SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}")).Distinct();

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? [Page]
        : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];

    private static Dictionary<string, RouteAccess> Rows(params (RouteAccess Access, string[] Routes)[] groups) =>
        groups.SelectMany(group => group.Routes.Select(route => (route, group.Access))).ToDictionary(row => row.route, row => row.Access, StringComparer.Ordinal);
}
