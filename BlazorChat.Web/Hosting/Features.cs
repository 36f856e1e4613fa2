using BlazorChat.Core.Administration;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Markdown;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Sessions;
using BlazorChat.Web.Api.Accounts;
using BlazorChat.Web.Api.Audit;
using BlazorChat.Web.Api.Conversations;
using BlazorChat.Web.Api.Diagrams;
using BlazorChat.Web.Api.Images;
using BlazorChat.Web.Components;

namespace BlazorChat.Web.Hosting;

/// <summary>The features, one line each: this is the one place that knows them all.</summary>
internal static class Features
{
    /// <summary>Registers them.</summary>
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddProviders()
            .AddStoredConnections()
            .AddSessions()
            .AddMarkdown()
            .AddGeneration(builder.Configuration)
            .AddAdministration()
            .AddBrowser()
            .AddSingleton<IHostFacts, HostFacts>()
            .AddServerHealth();
        return builder;
    }

    /// <summary>Maps what they answer. Everything wants a signed-in user unless its endpoint says <c>AllowAnonymous</c>.</summary>
    public static WebApplication MapFeatures(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapConversationEndpoints();
        app.MapPreferenceEndpoints();
        app.MapImageEndpoints();
        app.MapDiagramEndpoints();
        app.MapAuditEndpoints();
        app.MapBrowser();
        return app;
    }
}
