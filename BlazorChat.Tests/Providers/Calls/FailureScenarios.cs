using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>Every failure of a provider that there is a line for in docs/providers.md.</summary>
internal static class FailureScenarios
{
    private static readonly string Role = Delta("""{"role":"assistant","content":""}""");
    private static readonly string Text = Delta("""{"content":"a"}""");

    public static IReadOnlyList<FailureScenario> All { get; } = [.. Statuses(), .. Waits(), .. Ways(), .. Bodies(), .. Streams(), .. Ours()];

    private static IEnumerable<FailureScenario> Statuses() =>
    [
        Status("the key is rejected (401)", 401),
        Status("the key may not do this (403)", 403),
        Status("no key is configured (401)", 401) with { Connection = connection => connection with { ApiKey = null } },
        Status("the model is unknown (404)", 404),
        Status("the account has no credit (402)", 402),
        Status("the account has no credit (429 with its word)", 429, "insufficient_quota"),
        Status("too many requests (429)", 429),
        Status("too many requests, and a wait of more than a minute is asked for", 429, retryAfter: "600"),
        Status("the request is refused (400)", 400),
        Status("the conversation is too long (413)", 413),
        Status("the conversation is too long (400 with its word)", 400, "context_length_exceeded"),
        Status("it gave up waiting for the request (408)", 408),
        Status("a conflict (409)", 409),
        Status("a fault of the provider (500)", 500),
        Status("it is overloaded (503)", 503, "overloaded_error"),
        Status("its gateway gave up (504)", 504),
    ];

    private static IEnumerable<FailureScenario> Waits() =>
    [
        new("no connection in time") { Steps = connection => [new ProviderErrors(connection, "m-1").FromTransport(new TimeoutException())] },
        new("no first token in time") { Answer = context => HangAsync(context, Role), Passes = 120 },
        new("silence within the answer") { Answer = context => HangAsync(context, Text), Passes = 60 },
        new("the answer takes too long in all")
        {
            Answer = context => HangAsync(context, Text),
            Connection = connection => connection with { Timeouts = new ProviderTimeouts { Idle = TimeSpan.Zero } },
            Passes = 1800,
        },
    ];

    private static IEnumerable<FailureScenario> Ways() =>
    [
        new("the host is not found") { Connection = connection => connection with { BaseUrl = new Uri("http://lab.invalid/v1") } },
        new("the connection is refused") { Connection = connection => connection with { BaseUrl = new Uri($"http://127.0.0.1:{UnusedPort()}/v1") } },
        new("the certificate is not accepted, or there is none")
        {
            Answer = context => Task.CompletedTask,
            Connection = connection => connection with { BaseUrl = new UriBuilder(connection.BaseUrl!) { Scheme = "https" }.Uri },
        },
        new("the connection is closed before an answer")
        {
            Answer = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        },
    ];

    private static IEnumerable<FailureScenario> Bodies() =>
    [
        new("a redirect (307)") { Answer = context => SendAsync(context, "", 307) },
        new("a web page with status 404") { Answer = context => SendAsync(context, "<html><title>Nothing</title></html>", 404) },
        new("a web page with status 200") { Answer = context => SendAsync(context, "<html><title>Sign in</title></html>") },
        new("an empty body") { Answer = context => SendAsync(context, "") },
        new("a body that is neither JSON nor a stream") { Answer = context => SendAsync(context, "hello") },
        new("JSON that is broken") { Answer = context => SendAsync(context, "{\"choices\":[") },
        new("JSON that is broken, within the answer") { Answer = context => SendAsync(context, Events(Text, "{\"choices\":[", "[DONE]")) },
        new("a line of more than 1 MiB") { Answer = context => SendAsync(context, Events(Delta($$"""{"content":"{{new string('x', 1 << 20)}}"}"""))) },
    ];

    private static IEnumerable<FailureScenario> Streams() =>
    [
        new("an error inside the stream, before any text") { Answer = context => SendAsync(context, Events(Role, """{"error":{"message":"words"}}""")) },
        new("an error inside the stream that says it is overloaded, before any text")
        {
            Answer = context => SendAsync(context, Events(Role, """{"error":{"message":"words","type":"overloaded_error"}}""")),
        },
        new("an error inside the stream, after text") { Answer = context => SendAsync(context, Events(Text, """{"error":{"message":"words","type":"overloaded_error"}}""")) },
        new("the stream is cut, before any text") { Answer = context => CutAsync(context, Role) },
        new("the stream is cut, after text") { Answer = context => CutAsync(context, Text) },
        new("the stream ends without a finish reason, before any text") { Answer = context => SendAsync(context, Events(Role, "[DONE]")) },
        new("the stream ends without a finish reason, after text") { Answer = context => SendAsync(context, Events(Text, "[DONE]")) },
    ];

    private static IEnumerable<FailureScenario> Ours() =>
    [
        new("an image of more than 20 MB") { Steps = _ => [Image(20_000_001)] },
        new("more than 10 images") { Steps = _ => [.. Enumerable.Repeat(Image(1), 11)] },
        new("the address may not be reached") { Connection = connection => connection with { OwnerId = Guid.CreateVersion7() } },
        new("the key cannot be read") { Connection = connection => connection with { IsUnreadable = true } },
        new("the endpoint is paused") { Steps = connection => [ScriptedClient.Unreachable], FailedBefore = 5 },
        new("an error that nobody foresaw") { Steps = _ => [new InvalidOperationException("secret")] },
    ];

    private static FailureScenario Status(string what, int status, string code = "word", string? retryAfter = null) => new(what)
    {
        Answer = context =>
        {
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            return SendAsync(context, $$$"""{"error":{"message":"words","code":"{{{code}}}"}}""", status);
        },
    };

    private static ChatResponseUpdate Image(int bytes) => new(ChatRole.Assistant, [new DataContent(new byte[bytes], "image/png")]);

    private static string Events(params string[] data) => string.Concat(data.Select(item => $"data: {item}\n\n"));

    private static async Task SendAsync(HttpContext context, string body, int status = 200)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }

    private static async Task HangAsync(HttpContext context, string data)
    {
        var gone = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(gone.SetResult);
        await context.Response.WriteAsync(Events(data));
        await context.Response.Body.FlushAsync();
        await gone.Task;
    }

    /// <summary>Ends the body before its announced length; what was sent arrives, which a reset might overtake.</summary>
    private static async Task CutAsync(HttpContext context, string data)
    {
        context.Response.ContentLength = 10_000;
        await context.Response.WriteAsync(Events(data));
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
