using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Web.Api.Health;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorChat.Web.Hosting;

/// <summary>Puts the server together.</summary>
internal static class BlazorChatBuilder
{
    /// <summary>Reads and checks the settings and registers everything.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or the data folder cannot be used.</exception>
    public static WebApplicationBuilder AddBlazorChat(this WebApplicationBuilder builder)
    {
        builder.AddSettings();
        builder.AddLineLogging();
        var settings = ServerSettings.Read(builder.Configuration);
        builder.ListenOn(settings.Port);
        if (HostFolder.IsBuildOutput(builder.Environment)) builder.WebHost.UseStaticWebAssets();

        var folder = DataFolder.Open(settings.DataFolderPath);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(folder)
            .AddSingleton(new PublicAddress(settings.PublicUrl))
            .AddSingleton(_ => DataFolderLock.Take(folder))
            .AddSingleton(_ => MasterKey.Load(builder.Configuration, folder))
            .AddSingleton<SetupCode>()
            .AddData(settings.Database)
            .AddAccounts()
            .AddStartup()
            .AddHealth()
            .AddAccountCookies()
            .AddCredentialCookies(settings)
            .AddProxies(builder.Configuration)
            .AddSecurityHeaders()
            .AddErrorAnswers();
        builder.Services.AddDataProtection().SetApplicationName("BlazorChat").PersistKeysToFileSystem(new DirectoryInfo(folder.KeysFolder));
        builder.AddFeatures();
        return builder;
    }
}
