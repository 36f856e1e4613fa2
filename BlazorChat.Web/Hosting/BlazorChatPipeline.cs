using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Api.Health;
using Microsoft.Extensions.Options;

namespace BlazorChat.Web.Hosting;

/// <summary>The way of a request.</summary>
internal static class BlazorChatPipeline
{
    /// <summary>Takes the data folder, then sets up the way of a request.</summary>
    /// <exception cref="Core.Settings.StartRefusedException">The data folder is in use, or the key is weak.</exception>
    public static WebApplication UseBlazorChat(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.Services.GetRequiredService<DataFolderLock>();
        app.Services.GetRequiredService<MasterKey>();

        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseErrorAnswers();
        app.UseHsts(); // Speaks under https only.
        app.UseMiddleware<StartupGate>();
        app.UseMiddleware<HubOriginCheck>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<AccountChoices>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<AccountForms>();
        app.MapHealth();
        app.MapFeatures();
        return app;
    }
}
