using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BlazorChat.Bench.Streaming;

/// <summary>
/// An OpenAI-compatible provider on loopback. A model's name says what it writes and how fast: <c>mixed-2000-50</c> writes 2,000 tokens at
/// 50 a second. A token has its moment from the beginning on, so that one which is late does not make the next one late.
/// </summary>
internal sealed class Provider : IAsyncDisposable
{
    private const int MaxEventsPerSecond = 500;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]?[]> _events = new();
    private long _late;

    private Provider(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/v1";

    /// <summary>Events that were written more than 100 ms after their moment: the load itself did not keep up.</summary>
    public long Late => Volatile.Read(ref _late);

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new Provider(builder.Build());
        provider._app.MapGet("/v1/models", () => Results.Json(new { data = Array.Empty<object>() }));
        provider._app.MapPost("/v1/chat/completions", provider.AnswerAsync);
        await provider._app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var model = body.RootElement.GetProperty("model").GetString()!;
        var perSecond = int.Parse(model.Split('-')[2], CultureInfo.InvariantCulture);
        var tokensPerEvent = Math.Max(1, perSecond / MaxEventsPerSecond);
        var events = _events.GetOrAdd(model, _ => Events(model, tokensPerEvent));
        http.Response.ContentType = "text/event-stream";
        try
        {
            await WriteAsync(http, events, TimeSpan.FromSeconds((double)tokensPerEvent / perSecond));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The server ended.
        }
    }

    private async Task WriteAsync(HttpContext http, byte[]?[] events, TimeSpan pace)
    {
        var output = http.Response.BodyWriter;
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < events.Length; i++)
        {
            var wait = (i * pace) - TimeProvider.System.GetElapsedTime(began);
            if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, http.RequestAborted);
            else if (wait < TimeSpan.FromMilliseconds(-100)) Interlocked.Increment(ref _late);
            await output.WriteAsync(events[i] ?? Event(Stamp.Text(Stamp.Now)), http.RequestAborted);
        }

        await output.WriteAsync("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"u8.ToArray(), http.RequestAborted);
    }

    private static byte[]?[] Events(string model, int tokensPerEvent)
    {
        var (kind, tokens) = model.Split('-') is [var name, var count, _] ? (name, int.Parse(count, CultureInfo.InvariantCulture)) : throw new FormatException(model);
        var events = new List<byte[]?>();
        var text = new StringBuilder();
        var held = 0;
        foreach (var token in SampleText.Tokens(kind, tokens * SampleText.TokenLength))
        {
            text.Append(token);
            if (token is null || ++held == tokensPerEvent) Flush();
            if (token is null) events.Add(null);
        }

        Flush();
        return [.. events];

        void Flush()
        {
            if (text.Length > 0) events.Add(Event(text.ToString()));
            (held, _) = (0, text.Clear());
        }
    }

    private static byte[] Event(string text) => Encoding.UTF8.GetBytes(
        $"data: {{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":{JsonSerializer.Serialize(text)}}},\"finish_reason\":null}}]}}\n\n");
}
