using System.Text;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Providers;

/// <summary>A provider on loopback that answers every request with one handler and remembers the last one.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    /// <summary>How long any test waits for something that must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A key that must be seen nowhere but in the request's header.</summary>
    public const string Canary = "sk-canary+7f/3a9d1c=";

    private readonly WebApplication _app;
    private readonly ServiceProvider _services;

    private FakeUpstream(WebApplication app)
    {
        _app = app;
        _services = new ServiceCollection().AddLogging().AddEgress().BuildServiceProvider();
    }

    /// <summary>Method, path and query of the last request.</summary>
    public string? LastRequest { get; private set; }

    /// <summary>The body of the last request, as it came.</summary>
    public string LastBody { get; private set; } = "";

    /// <summary>The headers of the last request.</summary>
    public Dictionary<string, string> LastHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    public Uri BaseUrl => new(_app.Urls.First() + "/v1");

    public static async Task<FakeUpstream> StartAsync(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var upstream = new FakeUpstream(builder.Build());
        upstream._app.Run(async context =>
        {
            await upstream.RememberAsync(context.Request);
            await handler(context);
        });
        await upstream._app.StartAsync();
        return upstream;
    }

    /// <summary>An upstream that sends these events and ends.</summary>
    public static Task<FakeUpstream> SseAsync(params string[] data) => RawAsync(string.Concat(data.Select(item => $"data: {item}\n\n")));

    /// <summary>An upstream that sends this body.</summary>
    public static Task<FakeUpstream> RawAsync(string body, int status = 200, string contentType = "text/event-stream", params (string Name, string Value)[] headers) =>
        RawAsync(Encoding.UTF8.GetBytes(body), status, contentType, headers);

    /// <summary>An upstream that sends these bytes.</summary>
    public static Task<FakeUpstream> RawAsync(byte[] body, int status = 200, string contentType = "text/event-stream", params (string Name, string Value)[] headers) =>
        StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.Body.WriteAsync(body);
        });

    public OpenAICompatibleProvider Provider(bool isOpenAI = false) =>
        new(_services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System, isOpenAI ? OpenAICompatibleProvider.OpenAIBaseUrl : null);

    public ProviderConnection Connection(string? key = Canary) => new("lab", "openai-compatible", BaseUrl, key, []);

    public IChatClient Client(string? key = Canary, bool isOpenAI = false) => Provider(isOpenAI).CreateClient(Connection(key), "m-1");

    /// <summary>Asks and gives every update.</summary>
    public async Task<List<ChatResponseUpdate>> AskAsync(string? key = Canary)
    {
        using var client = Client(key);
        return await client.GetStreamingResponseAsync("hi").ToListAsync();
    }

    /// <summary>Asks and gives the failure.</summary>
    public async Task<ProviderException> FailAsync(string? key = Canary) => await Assert.ThrowsAsync<ProviderException>(() => AskAsync(key));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task RememberAsync(HttpRequest request)
    {
        Requests++;
        LastRequest = $"{request.Method} {request.Path}{request.QueryString}";
        LastHeaders.Clear();
        foreach (var (name, value) in request.Headers) LastHeaders[name] = value.ToString();
        using var reader = new StreamReader(request.Body);
        LastBody = await reader.ReadToEndAsync();
    }
}
