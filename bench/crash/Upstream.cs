using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace BlazorChat.Bench.Crash;

/// <summary>
/// An OpenAI-compatible provider on loopback. It answers each question with a transcript that follows from the question, word by word at a
/// human pace, and remembers when it had sent how much of it.
/// </summary>
internal sealed class Upstream : IAsyncDisposable
{
    public const int Words = 400;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Question, int Call), List<(long Timestamp, int Length)>> _sent = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    private Upstream(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/v1";

    /// <summary>Between two words; the pace of a fast model is 20 ms.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromMilliseconds(20);

    public static async Task<Upstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var upstream = new Upstream(builder.Build());
        upstream._app.MapGet("/v1/models", () => Results.Json(new { data = new[] { new { id = "transcript" } } }));
        upstream._app.MapPost("/v1/chat/completions", upstream.AnswerAsync);
        await upstream._app.StartAsync();
        return upstream;
    }

    public static string Transcript(string question)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Words; i++) text.Append(question).Append('-').Append(i).Append(i % 20 == 19 ? "\n\n" : " ");
        return text.ToString();
    }

    /// <summary>How many calls were made for a question.</summary>
    public int CallsFor(string question) => _calls.GetValueOrDefault(question);

    /// <summary>How much the latest call for a question had sent at a moment.</summary>
    public int SentBefore(string question, long timestamp)
    {
        if (!_sent.TryGetValue((question, CallsFor(question)), out var sent)) return 0;
        lock (sent) return sent.LastOrDefault(entry => entry.Timestamp <= timestamp).Length;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var last = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        var question = last.ValueKind == JsonValueKind.String ? last.GetString()! : last[0].GetProperty("text").GetString()!;
        var sent = _sent[(question, _calls.AddOrUpdate(question, 1, (_, calls) => calls + 1))] = [];
        http.Response.ContentType = "text/event-stream";
        var length = 0;
        try
        {
            for (var i = 0; i < Words; i++)
            {
                var word = question + "-" + i + (i % 20 == 19 ? "\n\n" : " ");
                await WriteAsync(http, new { content = word }, finish: null);
                length += word.Length;
                lock (sent) sent.Add((Stopwatch.GetTimestamp(), length));
                if (Pace > TimeSpan.Zero) await Task.Delay(Pace, http.RequestAborted);
            }

            await WriteAsync(http, new { }, finish: "stop");
            await http.Response.WriteAsync("data: [DONE]\n\n");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The server was killed; that is the point.
        }
    }

    private static async Task WriteAsync(HttpContext http, object delta, string? finish)
    {
        var chunk = new { id = "c", @object = "chat.completion.chunk", created = 1, model = "transcript", choices = new[] { new { index = 0, delta, finish_reason = finish } } };
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
