using BlazorChat.Core.Accounts;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using Microsoft.AspNetCore.Hosting.Server;

namespace BlazorChat.Web.Hosting;

/// <summary>What the console says when the server is ready: three lines. What is worth a warning goes to the log.</summary>
internal sealed partial class Announcement(IServer server, IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment, ILogger<Announcement> logger)
{
    private string _text = "";

    /// <summary>Makes or removes the setup code, as accounts are there or not, and composes the lines.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var setupCode = services.GetRequiredService<SetupCode>();
        var url = ListeningAddress.ForPeople(server);
        services.GetRequiredService<DataFolderLock>().Announce(url);
        var beyond = ListeningAddress.IsBeyondLoopback(server);
        _text = $"""
            BlazorChat listens on {url}{(beyond ? " and on this machine's other addresses" : "")}
            Its data is in {services.GetRequiredService<DataFolder>().Root}
            {await NextAsync(services.GetRequiredService<Registration>(), setupCode, url, beyond, cancellationToken)}
            """;
        foreach (var note in WellKnownVariables.Notes(configuration)) LogNote(note);
        if (beyond && environment.IsProduction() && configuration["AllowedHosts"] is null or "" or "*") LogAllowedHosts();
    }

    /// <summary>Writes them.</summary>
    public void Write() => Console.Out.WriteLine(_text);

    private static async Task<string> NextAsync(Registration registration, SetupCode setupCode, string url, bool beyond, CancellationToken cancellationToken)
    {
        if (!await registration.IsOpenAsync(cancellationToken))
        {
            setupCode.Remove();
            return $"Sign in at {url}";
        }

        var code = setupCode.Ensure();
        return beyond ? $"Create the first account at {url} with the setup code {code}" : $"Create the first account at {url}";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Note}")]
    private partial void LogNote(string note);

    [LoggerMessage(Level = LogLevel.Warning, Message = "AllowedHosts is not set, so the server answers to any host name; name yours, e.g. AllowedHosts=chat.example.org;localhost")]
    private partial void LogAllowedHosts();
}
