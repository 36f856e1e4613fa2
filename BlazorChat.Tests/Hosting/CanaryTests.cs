using System.Text;
using System.Text.Json;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Tests.Api;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Tests.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Hosting;

/// <summary>Secrets that are all easy to find go everywhere that secrets go, to a provider that repeats them; then everything else is searched for them (I6, R55).</summary>
public sealed class CanaryTests
{
    private const string Canary = "canary";

    private readonly LogLines _logs = new();

    [Fact]
    public async Task Secrets_OfEveryConnection_AreInNoLogPageErrorOrFile()
    {
        await using var upstream = await FakeUpstream.StartAsync(RepeatAsync);
        await using var app = App(upstream);
        await app.InitializeAsync();
        var page = await PageClient.RegisterAsync(app.CreateClient());
        var caller = await CallerAsync(app);
        var seen = new StringBuilder();

        var store = app.Services.GetRequiredService<ConnectionStore>();
        foreach (var (scope, name) in new[] { (ConnectionScope.Server, "shared"), (ConnectionScope.Mine, "own") })
        {
            var draft = new ConnectionDraft(name, "openai-compatible")
            {
                BaseUrl = upstream.BaseUrl.ToString(), ApiKey = $"sk-canary-{name}-1234", Models = ["m-1"],
                Headers = new Dictionary<string, string?> { ["X-Secret"] = $"canary-header-{name}" },
            };
            seen.Append(JsonSerializer.Serialize(await app.Services.GetRequiredService<ConnectionTester>().TestAsync(caller, scope, null, draft, TestTimeout.Token)));
            seen.Append(JsonSerializer.Serialize(await store.CreateAsync(caller, scope, draft, TestTimeout.Token)));
            seen.Append(JsonSerializer.Serialize(await store.ListAsync(caller, scope, TestTimeout.Token))).Append(draft);
        }

        foreach (var model in new[] { "configured/m-1", "shared/m-1", "own/m-1" }) seen.Append(await AskAsync(app, caller, model));
        foreach (var path in new[] { "/", "/settings/connections", "/settings/connections/server", "/settings/models", "/settings/connections/x", "/app/send" })
        {
            using var answer = await page.Http.GetAsync(path, TestTimeout.Token);
            seen.Append(answer).Append(await answer.Content.ReadAsStringAsync(TestTimeout.Token));
        }

        // The upstream got them, so that there was something to find.
        Assert.Contains("sk-canary-configured", _received.ToString(), StringComparison.Ordinal);
        Assert.Contains("canary-header-shared", _received.ToString(), StringComparison.Ordinal);
        Assert.Contains("provider_key_rejected", seen.ToString(), StringComparison.Ordinal);
        AssertClean("answer", seen.ToString());
        AssertClean("log", _logs.Text);
        foreach (var file in Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is not (".lock" or ".sock"))) AssertClean(file, Encoding.Latin1.GetString(await ReadAsync(file)));
    }

    private readonly StringBuilder _received = new();

    private AppFixture App(FakeUpstream upstream) => new()
    {
        Settings =
        {
            ["Connections:0:name"] = "configured",
            ["Connections:0:provider"] = "openai-compatible",
            ["Connections:0:base_url"] = upstream.BaseUrl.ToString(),
            ["Connections:0:api_key"] = "sk-canary-configured-1234",
            ["Connections:0:models"] = "m-1",
            ["Egress:AllowedForUsers"] = upstream.BaseUrl.Authority,
            ["Titles:Model"] = "",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft"] = "Trace",
            ["Logging:LogLevel:System"] = "Trace",
            ["Logging:LogLevel:BlazorChat"] = "Trace",
        },
        Change = services => services.AddSingleton<ILoggerProvider>(_logs).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)),
    };

    /// <summary>What careless providers do: the key that they refuse stands in the refusal.</summary>
    private async Task RepeatAsync(HttpContext context)
    {
        var secrets = $"{context.Request.Headers.Authorization} {context.Request.Headers["X-Secret"]}";
        lock (_received) _received.Append(secrets);
        context.Response.StatusCode = 401;
        context.Response.Headers["x-request-id"] = "r-1";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { message = $"Incorrect key: {secrets}", code = "invalid_api_key" } }));
    }

    private static async Task<string> AskAsync(AppFixture app, Caller caller, string model)
    {
        var sent = await app.Services.GetRequiredService<Core.Generation.Conversations>()
            .SendAsync(caller, new SendRequest("hi", Guid.NewGuid().ToString()) { ModelId = model }, TestTimeout.Token);
        await foreach (var item in app.Services.GetRequiredService<IGenerationFeed>().ReadAsync(caller, sent.MessageId, null, TestTimeout.Token))
        {
            if (item is FeedEnd) break;
        }

        var branch = await app.Services.GetRequiredService<SessionStore>().ReadBranchAsync(caller, sent.SessionId, BranchStretch.Newest, 10, TestTimeout.Token);
        return JsonSerializer.Serialize(branch);
    }

    private static async Task<Caller> CallerAsync(AppFixture app) => new(await app.Services.GetRequiredService<Database>().ReadAsync(
        context => context.Users.Select(user => user.Id).SingleAsync(TestTimeout.Token), TestTimeout.Token));

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, TestTimeout.Token);
        return content.ToArray();
    }

    private static void AssertClean(string where, string text)
    {
        var at = text.IndexOf(Canary, StringComparison.OrdinalIgnoreCase);
        Assert.True(at < 0, at < 0 ? "" : $"{where}: …{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]}…");
    }
}
