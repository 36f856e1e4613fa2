using System.Collections.Concurrent;
using System.Text;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Ollama;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Providers;

/// <summary>An Ollama on loopback that answers by one handler, which is given the body, and remembers what was asked.</summary>
internal sealed class OllamaLab : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddEgress().BuildServiceProvider();

    private OllamaLab(WebApplication app) => _app = app;

    public Uri BaseUrl => new(_app.Urls.First());

    /// <summary>Method, path and query, a space, and the body of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string LastBody { get; private set; } = "";

    public Dictionary<string, string> LastHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IHttpClientFactory Http => _services.GetRequiredService<IHttpClientFactory>();

    public static async Task<OllamaLab> StartAsync(Func<HttpContext, string, Task> handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var lab = new OllamaLab(builder.Build());
        lab._app.Run(async context => await handler(context, await lab.RememberAsync(context.Request)));
        await lab._app.StartAsync();
        return lab;
    }

    /// <summary>One that sends these lines and ends.</summary>
    public static Task<OllamaLab> LinesAsync(params string[] lines) => RawAsync(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>One that sends this body.</summary>
    public static Task<OllamaLab> RawAsync(string body, int status = 200, string contentType = "application/x-ndjson", params (string Name, string Value)[] headers) =>
        RawAsync(Encoding.UTF8.GetBytes(body), status, contentType, headers);

    /// <summary>One that sends these bytes.</summary>
    public static Task<OllamaLab> RawAsync(byte[] body, int status = 200, string contentType = "application/x-ndjson", params (string Name, string Value)[] headers) =>
        StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.Body.WriteAsync(body);
        });

    /// <summary>A line with this message.</summary>
    public static string Message(string message, string rest = "") => $$"""{"model":"m-1","created_at":"2026-01-01T00:00:00Z","message":{{message}},"done":false{{rest}}}""";

    /// <summary>The last line.</summary>
    public static string Done(string? reason = "stop") =>
        $$"""{"model":"m-1","message":{"role":"assistant","content":""},{{(reason is null ? "" : $"\"done_reason\":\"{reason}\",")}}"done":true,"total_duration":5,"prompt_eval_count":11,"eval_count":7}""";

    public OllamaProvider Provider(TimeProvider? time = null) => new(Http, time ?? TimeProvider.System);

    public ProviderConnection Connection(string? key = FakeUpstream.Canary) => new("lab", "ollama", BaseUrl, key, []);

    public IChatClient Client(string? key = FakeUpstream.Canary, string model = "m-1") => Provider().CreateClient(Connection(key), model);

    /// <summary>Asks and gives every update.</summary>
    public async Task<List<ChatResponseUpdate>> AskAsync(string? key = FakeUpstream.Canary)
    {
        using var client = Client(key);
        return await client.GetStreamingResponseAsync("hi").ToListAsync();
    }

    /// <summary>Asks and gives the failure.</summary>
    public async Task<ProviderException> FailAsync(string? key = FakeUpstream.Canary) => await Assert.ThrowsAsync<ProviderException>(() => AskAsync(key));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task<string> RememberAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        lock (LastHeaders)
        {
            LastBody = body;
            LastHeaders.Clear();
            foreach (var (name, value) in request.Headers) LastHeaders[name] = value.ToString();
        }
        Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString} {body}".Trim());
        return body;
    }
}
