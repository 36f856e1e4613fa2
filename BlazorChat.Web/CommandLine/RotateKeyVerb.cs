using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Web.Hosting;

namespace BlazorChat.Web.CommandLine;

/// <summary>
/// Exchanges the master key. It holds the data folder's lock all the while: a server that still had the former key in memory would go on
/// storing secrets with it.
/// </summary>
internal static class RotateKeyVerb
{
    public static async Task<int> RunAsync(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await RotateAsync(output, error, cancellationToken);
        }
        catch (Exception exception) when (StartFailure.Describe(exception) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static async Task<int> RotateAsync(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(HostFolder.Options([]));
        builder.AddBlazorChat();
        await using var app = builder.Build();
        app.Services.GetRequiredService<DataFolderLock>();
        var folder = app.Services.GetRequiredService<DataFolder>();
        // Before the key is loaded: it then finds both.
        var isMade = KeyRotation.Begin(builder.Configuration, folder);
        if (!isMade && !app.Services.GetRequiredService<MasterKey>().IsRotating)
        {
            await error.WriteLineAsync(
                "The master key is given by a variable, so the new one has to be as well: set BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS to the key in use, BLAZORCHAT_ENCRYPTION_KEY to a new one (openssl rand -base64 32), and run this again.");
            return 1;
        }

        await app.Services.GetRequiredService<DatabaseStartup>().RunAsync(cancellationToken);
        var rotation = app.Services.GetRequiredService<KeyRotation>();
        await rotation.RunAsync(cancellationToken);
        var (stored, unreadable) = await rotation.CountAsync(cancellationToken);
        await output.WriteLineAsync($"The master key was exchanged. {stored} stored secrets, {unreadable} of them unreadable.");
        if (!isMade) await output.WriteLineAsync("BLAZORCHAT_ENCRYPTION_KEY_PREVIOUS is not needed any more.");
        return 0;
    }
}
