using BlazorChat.Core.Data;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Circuits;
using BlazorChat.Web.Components.Pages.Account;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Radzen;

namespace BlazorChat.Web.Components;

/// <summary>The pages that people see.</summary>
public static class ComponentServiceCollectionExtensions
{
    /// <summary>How long a circuit waits for a page that lost its connection. All it holds can be read again.</summary>
    private static readonly TimeSpan DisconnectedCircuitRetention = TimeSpan.FromMinutes(3);

    /// <summary>Adds the components, their circuits and the state that they share.</summary>
    public static IServiceCollection AddBrowser(this IServiceCollection services)
    {
        services.AddOptions<CircuitsOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateOnStart();
        services.AddLocalization();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DetailedErrors = false;
            options.DisconnectedCircuitMaxRetained = 100;
            options.DisconnectedCircuitRetentionPeriod = DisconnectedCircuitRetention;
            options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(10);
            options.MaxBufferedUnacknowledgedRenderBatches = 10;
        }).AddHubOptions(options =>
        {
            // Messages to a model do not go through the hub: what it carries is clicks, and the fields of a form.
            options.MaximumReceiveMessageSize = 32 * 1024;
            options.MaximumParallelInvocationsPerClient = 1;
            options.StreamBufferCapacity = 10;
            options.EnableDetailedErrors = false;
            options.HandshakeTimeout = TimeSpan.FromSeconds(15);
            options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
        services.AddSingleton<CircuitCounts>();
        services.AddScoped<CircuitPlace>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitPlace>());
        services.AddScoped<CircuitHandler, CircuitLanguage>();
        services.AddRadzenComponents();
        services.AddSingleton<StreamingLoad>();
        services.AddSingleton<PrerenderHandover>();
        services.AddScoped<PageHandover>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<SignInFlow>();
        services.AddScoped<Toasts>();
        services.AddScoped<PendingUsers>();
        services.AddScoped<MessageCommands>();
        services.AddScoped<ModelsSeen>();
        return services;
    }

    /// <summary>Maps the pages, and the forms that have no page.</summary>
    public static void MapBrowser(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var circuits = endpoints.ServiceProvider.GetRequiredService<IOptions<CircuitsOptions>>().Value;
        endpoints.MapRazorComponents<App>().WithStaticAssets().AddInteractiveServerRenderMode(options =>
        {
            // The host sends its own policy for every answer.
            options.ContentSecurityFrameAncestorsPolicy = null;
            options.DisableWebSocketCompression = !circuits.Compression;
        });
        endpoints.MapPasskeys();
        endpoints.MapPost("/account/logout", SignOutAsync);
        endpoints.MapPost("/account/language", ChooseLanguageAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<ApplicationUser> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("~/account/login");
    }

    /// <summary>A whole request, because it sets a cookie, and because a page keeps the language that it began with.</summary>
    private static async Task<IResult> ChooseLanguageAsync(HttpContext context, IAntiforgery antiforgery)
    {
        // A valid token may also come in a header, with a body that is no form.
        if (!await antiforgery.IsRequestValidAsync(context) || !context.Request.HasFormContentType) return TypedResults.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        ChosenLanguage.Keep(context, form["language"]);
        return TypedResults.LocalRedirect("~" + LocalUrl.OrHome(form["returnUrl"], orAccountPage: true));
    }
}
