using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Browser.Upstream;
using BlazorChat.Tests.Infrastructure;

namespace BlazorChat.Tests.Browser;

/// <summary>The program on a port, its first account, and the provider that it asks.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    /// <summary>A connection to a port where nobody listens.</summary>
    public const string DeadModel = "dead/m-1";

    /// <summary>A model whose fallback is <c>lab/m-1</c>, which the upstream tells from it by its name <c>m-0</c>.</summary>
    public const string BackedModel = "backed/m-0";

    private ChatServer(KestrelApp app, ChatUpstream upstream, ClosedPort deadPort) => (App, Upstream, DeadPort) = (app, upstream, deadPort);

    public KestrelApp App { get; }

    public ChatUpstream Upstream { get; }

    /// <summary>Where <see cref="DeadModel"/> is looked for.</summary>
    public ClosedPort DeadPort { get; }

    public string Url => App.Url;

    /// <summary>The cookies of the first account.</summary>
    public string Account { get; private set; } = "";

    public static async Task<ChatServer> StartAsync(BrowserRun run)
    {
        var upstream = await ChatUpstream.StartAsync();
        var deadPort = new ClosedPort();
        var app = new KestrelApp();
        foreach (var (name, value) in Connections(("lab", upstream.BaseUrl, "60"), ("hasty", upstream.BaseUrl, "1"), ("dead", deadPort.BaseUrl, "60"))) app.Settings[name] = value;
        app.Settings["Connections:3:name"] = "backed";
        app.Settings["Connections:3:provider"] = "openai-compatible";
        app.Settings["Connections:3:base_url"] = upstream.BaseUrl;
        app.Settings["Connections:3:models"] = "m-0";
        app.Settings["Connections:3:fallbacks"] = "lab/m-1";
        app.Settings["Generation:PerUser"] = "50"; // What one test leaves running holds up no other.
        await app.InitializeAsync();
        var server = new ChatServer(app, upstream, deadPort);
        await using var visit = await Visit.BeginAsync(run, server.Url);
        await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
        server.Account = await visit.Context.StorageStateAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await App.DisposeAsync();
        DeadPort.Dispose();
    }

    /// <summary>The settings of connections to providers with one model, <c>m-1</c>, and a time of silence in seconds after which they are given up.</summary>
    public static IEnumerable<(string Name, string Value)> Connections(params (string Name, string BaseUrl, string IdleTimeout)[] connections)
    {
        for (var i = 0; i < connections.Length; i++)
        {
            yield return ($"Connections:{i}:name", connections[i].Name);
            yield return ($"Connections:{i}:provider", "openai-compatible");
            yield return ($"Connections:{i}:base_url", connections[i].BaseUrl);
            yield return ($"Connections:{i}:models", "m-1");
            yield return ($"Connections:{i}:idle_timeout", connections[i].IdleTimeout);
        }
    }
}
