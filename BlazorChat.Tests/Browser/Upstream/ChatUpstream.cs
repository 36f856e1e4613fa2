using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorChat.Tests.Browser.Upstream;

/// <summary>
/// A provider on loopback whose answers are in a test's hand. Calls are told apart by the question that they are about, so tests with
/// questions of their own can share it.
/// </summary>
internal sealed class ChatUpstream : IAsyncDisposable
{
    /// <summary>How the product asks for the rest of an answer; the question is then the one before.</summary>
    private const string GoOn = "Your answer above was cut off.";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Channel<UpstreamCall>> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<UpstreamCall, Task>> _ways = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    private ChatUpstream(WebApplication app) => _app = app;

    public string BaseUrl => _app.Urls.First() + "/v1";

    /// <summary>Starts it; on a free port unless one is given.</summary>
    public static async Task<ChatUpstream> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        var upstream = new ChatUpstream(builder.Build());
        upstream._app.Run(upstream.TakeAsync);
        await upstream._app.StartAsync(TestTimeout.Token);
        return upstream;
    }

    /// <summary>The next call about this question, to be answered by hand.</summary>
    public async Task<UpstreamCall> CallAsync(string question) => await CallsOf(question).Reader.ReadAsync(TestTimeout.Token);

    /// <summary>From now on calls about this question are answered in this way, and not by hand.</summary>
    public void Answer(string question, Func<UpstreamCall, Task> way) => _ways[question] = way;

    /// <summary>From now on calls about this question get this answer.</summary>
    public void Answer(string question, string text) => Answer(question, call => call.FinishWithAsync(text));

    /// <summary>How many calls there were about this question.</summary>
    public int Count(string question) => _counts.GetValueOrDefault(question);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var messages = body.RootElement.GetProperty("messages").EnumerateArray().ToList();
        var question = messages.Where(message => message.GetProperty("role").ValueEquals("user")).Select(TextOf)
            .Last(text => !text.StartsWith(GoOn, StringComparison.Ordinal));
        var call = new UpstreamCall(context, body.RootElement.GetProperty("model").GetString()!, [.. messages.Select(TextOf)]);
        _counts.AddOrUpdate(question, 1, (_, count) => count + 1);
        if (_ways.TryGetValue(question, out var way)) await way(call);
        else CallsOf(question).Writer.TryWrite(call);
        await call.Done;
    }

    private Channel<UpstreamCall> CallsOf(string question) => _calls.GetOrAdd(question, _ => Channel.CreateUnbounded<UpstreamCall>());

    private static string TextOf(JsonElement message) => message.GetProperty("content").GetString() ?? "";
}
