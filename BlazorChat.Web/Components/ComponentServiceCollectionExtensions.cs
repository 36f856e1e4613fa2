using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Settings;
using BlazorChat.Web.Components.Admin;
using BlazorChat.Web.Components.Chat;
using BlazorChat.Web.Components.Circuits;
using BlazorChat.Web.Components.Pages.Account;
using BlazorChat.Web.Components.Settings.General;
using BlazorChat.Web.Components.State;
using BlazorChat.Web.Components.Ui;
using BlazorChat.Web.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
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
            options.AddFilter<HubConnections>();
        });
        services.AddSingleton<LiveOptions<CircuitsOptions>>();
        services.AddSingleton<IServerSettingRule, CircuitSettingRule>();
        services.AddSingleton<CircuitCounts>();
        services.AddSingleton<HubConnections>();
        services.AddScoped<SignedInState>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<SignedInState>());
        services.AddScoped<CircuitHandler, CircuitSignIn>();
        services.AddScoped<CircuitPlace>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitPlace>());
        services.AddScoped<CircuitHandler, CircuitLanguage>();
        services.AddRadzenComponents();
        services.AddSingleton<StreamingLoad>();
        services.AddSingleton<PrerenderHandover>();
        services.AddScoped<PageHandover>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<OwnName>();
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
        if (!await IsValidAsync(context, antiforgery)) return TypedResults.BadRequest();
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("~/account/login");
    }

    /// <summary>A whole request, because it sets a cookie, and because a page keeps the language that it began with.</summary>
    private static async Task<IResult> ChooseLanguageAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await IsValidAsync(context, antiforgery) || await ReadFormAsync(context) is not { } form) return TypedResults.BadRequest();
        ChosenLanguage.Keep(context, form["language"]);
        await AccountLanguage.KeepAsync(context, form["language"]);
        return TypedResults.LocalRedirect("~" + LocalUrl.OrHome(form["returnUrl"], orAccountPage: true));
    }

    /// <summary>Whether it has the page's token. A form that cannot be read has none.</summary>
    private static async Task<bool> IsValidAsync(HttpContext context, IAntiforgery antiforgery)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    /// <summary>Null where it is no form that can be read: a valid token may also come in a header, with any body.</summary>
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
