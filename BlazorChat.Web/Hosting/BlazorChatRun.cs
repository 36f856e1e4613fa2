using BlazorChat.Core.Data;

namespace BlazorChat.Web.Hosting;

/// <summary>Runs the server.</summary>
internal static class BlazorChatRun
{
    /// <summary>Runs until it is told to stop. Returns the exit code.</summary>
    public static async Task<int> RunUntilStoppedAsync(this WebApplication app)
    {
        var state = app.Services.GetRequiredService<StartupState>();
        await app.RunAsync();
        if (state.Failure is not { } failure) return 0;
        await Console.Error.WriteLineAsync(StartFailure.Describe(failure) ?? $"BlazorChat could not start: {failure.Message.Split('\n')[0]} The log above has the details.");
        return 1;
    }
}
