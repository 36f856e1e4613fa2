using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

public sealed class OpenAIFailureTests
{
    [Theory]
    [InlineData(401, "invalid_api_key", ProviderException.KeyRejected, false)]
    [InlineData(403, "forbidden", ProviderException.KeyRejected, false)]
    [InlineData(404, "not_found", ProviderException.ModelNotFound, false)]
    [InlineData(400, "model_not_found", ProviderException.ModelNotFound, false)]
    [InlineData(400, "context_length_exceeded", ProviderException.Failed, false)]
    [InlineData(402, "payment", ProviderException.RateLimited, false)]
    [InlineData(408, "slow", ProviderException.TimedOut, true)]
    [InlineData(409, "conflict", ProviderException.Failed, true)]
    [InlineData(422, "odd", ProviderException.Failed, false)]
    [InlineData(429, "rate_limit_exceeded", ProviderException.RateLimited, true)]
    [InlineData(429, "insufficient_quota", ProviderException.RateLimited, false)]
    [InlineData(500, "server_error", ProviderException.Failed, true)]
    [InlineData(503, "overloaded", ProviderException.Failed, true)]
    [InlineData(504, "gateway", ProviderException.TimedOut, true)]
    [InlineData(307, "moved", ProviderException.NotAnApi, false)]
    public async Task Failure_WithAStatus_SaysWhatAndWhose(int status, string code, string expected, bool isTransient)
    {
        await using var upstream = await FakeUpstream.RawAsync($$$"""{"error":{"message":"the words","code":"{{{code}}}"}}""", status, "application/json", ("x-request-id", "req_7"), ("Location", "http://127.0.0.1:1/"));
        var failure = await upstream.FailAsync();
        Assert.Equal((expected, "lab", status, isTransient), (failure.Code, failure.Connection, failure.Status, failure.IsTransient));
        Assert.Contains("lab", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith($"status {status}, request req_7", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(1, upstream.Requests);
        if (status != 307) Assert.EndsWith(": the words", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_WhereNoKeyIsConfigured_SaysSo()
    {
        await using var upstream = await FakeUpstream.RawAsync("{}", 401, "application/json");
        Assert.Contains("has none", (await upstream.FailAsync(key: null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("-3", null)]
    [InlineData("soon", null)]
    public async Task Failure_WithRetryAfter_GivesTheWait(string header, double? seconds)
    {
        await using var upstream = await FakeUpstream.RawAsync("{}", 429, "application/json", ("Retry-After", header));
        Assert.Equal(seconds, (await upstream.FailAsync()).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.", true)] // vLLM.
    [InlineData("the request exceeds the available context size, try increasing it", true)] // llama.cpp.
    [InlineData("top_k is not known", false)]
    public async Task Refusal_KnownByItsWordsOnly_IsTooLong(string words, bool isTooLong)
    {
        await using var upstream = await FakeUpstream.RawAsync($$$"""{"error":{"message":"{{{words}}}","type":"BadRequestError","code":400}}""", 400, "application/json");
        var failure = await upstream.FailAsync();
        Assert.Equal((isTooLong, isTooLong), (failure.IsTooLong, failure.Message.Contains("too long", StringComparison.Ordinal)));
    }

    [Fact]
    public void RetryAfter_AsADate_IsTheTimeUntilThen()
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(90), ProviderReply.ReadRetryAfter("Thu, 01 Jan 2026 12:01:30 GMT", now));
        foreach (var nonsense in new[] { "NaN", "-Infinity", "-5", "soon" }) Assert.Null(ProviderReply.ReadRetryAfter(nonsense, now));
        Assert.Equal(TimeSpan.Zero, ProviderReply.ReadRetryAfter("Thu, 01 Jan 2026 11:00:00 GMT", now));
    }

    [Theory]
    [InlineData("""{"error":{"message":"Key KEY is wrong","code":"x"}}""")]
    [InlineData("""{"detail":"Bearer KEY"}""")]
    [InlineData("""{"odd":["KEY"]}""")]
    [InlineData("plain KEY text")]
    [InlineData("<html><title>KEY</title></html>")]
    public async Task Failure_WhoseTextEchoesTheKey_HidesIt(string body)
    {
        foreach (var status in new[] { 400, 200 })
        {
            await using var upstream = await FakeUpstream.RawAsync(body.Replace("KEY", FakeUpstream.Canary, StringComparison.Ordinal), status, "text/plain", ("x-request-id", FakeUpstream.Canary));
            var failure = await upstream.FailAsync();
            Assert.DoesNotContain("canary", failure.ToString() + failure.Detail, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("***", failure.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Failure_WithALongText_IsCutAndOnOneLine()
    {
        await using var upstream = await FakeUpstream.RawAsync($$$"""{"error":{"message":"a\r\n\u001b[31mb{{{new string('x', 5000)}}}"}}""", 400, "application/json");
        var failure = await upstream.FailAsync();
        Assert.Equal(500, failure.Detail!.Length);
        Assert.Contains("a [31mb", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>Sign in</title></head></html>", "Sign in")]
    [InlineData("just a text", "just a text")]
    [InlineData("data: hello\n\n", "hello")]
    [InlineData("", "status 200")]
    [InlineData("   \n", "status 200")]
    [InlineData("{\"a\":", "{\"a\":")]
    [InlineData("[]", "status 200")]
    [InlineData(": ping\n\n", "status 200")]
    public async Task Stream_ThatIsNone_IsNotAnApi(string body, string detail)
    {
        await using var upstream = await FakeUpstream.RawAsync(body, headers: ("x-request-id", "req_7"));
        var failure = await upstream.FailAsync();
        Assert.Equal(ProviderException.NotAnApi, failure.Code);
        Assert.Contains(detail, failure.Detail, StringComparison.Ordinal);
        Assert.Contains("req_7", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"words","code":429}}""", ProviderException.RateLimited)]
    [InlineData("""{"error":{"message":"words","type":"overloaded_error"}}""", ProviderException.Failed)]
    [InlineData("""{"error":"words"}""", ProviderException.Failed)]
    [InlineData("""{"object":"error","message":"words","code":404}""", ProviderException.ModelNotFound)]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"error"}],"error":{"code":502,"message":"words"}}""", ProviderException.Failed)]
    public async Task Stream_WithAnErrorObject_KeepsTheTextAndFails(string error, string code)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), error, Delta("""{"content":"b"}""", "stop"));
        using var client = upstream.Client();
        var text = "";
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi")) text += update.Text;
        });
        Assert.Equal(("a", code), (text, failure.Code));
        Assert.EndsWith(": words", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithANamedErrorEvent_Fails()
    {
        await using var upstream = await FakeUpstream.RawAsync("event: error\ndata: out of memory\n\n");
        Assert.EndsWith("out of memory", (await upstream.FailAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithABadLineAmongGoodOnes_Fails()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), "{\"choices\":[", "[DONE]");
        Assert.Equal(ProviderException.Failed, (await upstream.FailAsync()).Code);
    }

    [Fact]
    public async Task Stream_WithJsonAsDeepAsItMayBe_IsRead()
    {
        await using var upstream = await FakeUpstream.SseAsync($$$"""{"x":{{{new string('[', 63)}}}{{{new string(']', 63)}}},"choices":[{"delta":{"content":"[[{{{new string('[', 100)}}}"}}]}""", Delta("{}", "stop"));
        Assert.Equal(102, (await upstream.AskAsync()).Text().Length);
    }

    [Fact]
    public async Task Stream_WithJsonTooDeep_IsTooMuch()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), $$"""{"x":{{new string('[', 100)}}{{new string(']', 100)}}}""");
        Assert.Equal(ProviderException.TooMuch, (await upstream.FailAsync()).Code);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"")]
    [InlineData(": ")]
    public async Task Stream_WithALineOfMoreThanAMebibyte_IsTooMuch(string start)
    {
        await using var upstream = await FakeUpstream.RawAsync($"data: {Delta("{}")}\n\n{start}{new string('x', (1 << 20) + 1)}\"}}}}]}}\n\n");
        Assert.Equal(ProviderException.TooMuch, (await upstream.FailAsync()).Code);
    }

    [Theory]
    [InlineData(null, ProviderException.StreamBroken)]
    [InlineData("stop", null)]
    public async Task Stream_WhoseSocketIsCut_IsBrokenUnlessItWasFinished(string? finish, string? code)
    {
        // A reset may overtake what was sent: it waits until the text has arrived.
        var arrived = new TaskCompletionSource();
        await using var upstream = await FakeUpstream.StartAsync(async context =>
        {
            await SendAsync(context, Delta("""{"content":"a"}""", finish));
            await arrived.Task;
            context.Abort();
        });
        using var client = upstream.Client();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("hi")) arrived.TrySetResult();
        });
        Assert.Equal(code, (failure as ProviderException)?.Code);
        Assert.Equal(code is null, failure is null);
    }

    [Fact]
    public async Task Call_WhereTheServerHangsUpAtOnce_IsUnreachable()
    {
        await using var upstream = await FakeUpstream.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal((ProviderException.Unreachable, true), ((await upstream.FailAsync()).Code, (await upstream.FailAsync()).IsTransient));
    }

    [Theory]
    [InlineData("http://does-not-exist.invalid/v1", "was not found")]
    [InlineData("http://127.0.0.1:{0}/v1", "nothing accepts connections")]
    [InlineData("https://{1}/v1", "no secure connection")]
    public async Task Call_ThatMakesNoConnection_IsUnreachableAndSaysWhy(string url, string why)
    {
        await using var upstream = await FakeUpstream.SseAsync("[DONE]");
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, UnusedPort(), upstream.BaseUrl.Authority);
        using var client = upstream.Provider().CreateClient(upstream.Connection() with { BaseUrl = new Uri(address) }, "m-1");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("hi"));
        Assert.Equal(ProviderException.Unreachable, failure.Code);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_ByTheCaller_StaysThatAndReachesTheProvider(bool hasBegun)
    {
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await FakeUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (hasBegun) await SendAsync(context, Delta("""{"content":"a"}"""));
            arrived.SetResult();
            await aborted.Task;
        });
        using var client = upstream.Client();
        using var cancel = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("hi", cancellationToken: cancel.Token)) { }
        });
        await arrived.Task.WaitAsync(FakeUpstream.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(FakeUpstream.Patience));
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    [Fact]
    public async Task Stream_ThatIsNotReadToItsEnd_IsClosedAtTheProvider()
    {
        var aborted = new TaskCompletionSource();
        await using var upstream = await FakeUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await SendAsync(context, Delta("""{"content":"a"}"""));
            await aborted.Task;
        });
        using var client = upstream.Client();
        await foreach (var _ in client.GetStreamingResponseAsync("hi")) break;
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    private static async Task SendAsync(HttpContext context, string data)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
