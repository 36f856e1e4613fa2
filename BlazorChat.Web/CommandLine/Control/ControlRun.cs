using System.Text.Json;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Web.Hosting;

namespace BlazorChat.Web.CommandLine.Control;

/// <summary>Runs a verb where it belongs: through the server that has the data folder, else here, with the folder opened without worker and recovery.</summary>
internal static class ControlRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Gives the exit code. What can go wrong with the settings and the folder is told as a sentence.</summary>
    public static async Task<int> RunAsync(string verb, object body, IVerbOutput output, CancellationToken cancellationToken)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(HostFolder.Options([]));
            builder.AddBlazorChat();
            builder.Services.AddCommandLine();
            await using var app = builder.Build();
            var address = ControlAddress.Of(app.Services.GetRequiredService<DataFolder>());
            var until = TimeProvider.System.GetTimestamp();
            while (true)
            {
                if (await ControlClient.TryRunAsync(address, verb, body, output, cancellationToken) is { } exitCode) return exitCode;
                try
                {
                    app.Services.GetRequiredService<DataFolderLock>();
                    break;
                }
                catch (StartRefusedException) when (TimeProvider.System.GetElapsedTime(until) < Patience)
                {
                    await Task.Delay(Pause, cancellationToken); // It starts, and listens in a moment.
                }
            }

            return await RunHereAsync(app.Services, verb, body, output, cancellationToken);
        }
        catch (Exception exception) when (StartFailure.Describe(exception) is { } sentence)
        {
            await output.WriteErrorAsync(sentence, cancellationToken);
            return 1;
        }
    }

    private static async Task<int> RunHereAsync(IServiceProvider services, string verb, object body, IVerbOutput output, CancellationToken cancellationToken)
    {
        services.GetRequiredService<MasterKey>();
        await services.GetRequiredService<DatabaseStartup>().RunAsync(cancellationToken);
        return await services.GetServices<IControlVerb>().First(candidate => candidate.Name == verb)
            .RunAsync(JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web), output, cancellationToken);
    }
}
