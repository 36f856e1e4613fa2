using BlazorChat.Core.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.AnthropicLab;

namespace BlazorChat.Tests.Providers;

public sealed class AnthropicFailureTests
{
    [Theory]
    [InlineData(400, "invalid_request_error", ProviderException.Failed, false)]
    [InlineData(401, "authentication_error", ProviderException.KeyRejected, false)]
    [InlineData(402, "billing_error", ProviderException.RateLimited, false)]
    [InlineData(403, "permission_error", ProviderException.KeyRejected, false)]
    [InlineData(404, "not_found_error", ProviderException.ModelNotFound, false)]
    [InlineData(413, "request_too_large", ProviderException.Failed, false)]
    [InlineData(429, "rate_limit_error", ProviderException.RateLimited, true)]
    [InlineData(500, "api_error", ProviderException.Failed, true)]
    [InlineData(504, "timeout_error", ProviderException.TimedOut, true)]
    [InlineData(529, "overloaded_error", ProviderException.Failed, true)]
    [InlineData(307, "moved", ProviderException.NotAnApi, false)]
    public async Task Failure_WithAStatus_SaysWhatAndWhose(int status, string type, string expected, bool isTransient)
    {
        var body = $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"the words"}}""";
        await using var lab = await RawAsync(body, status, "application/json", ("request-id", "req_7"), ("Location", "http://127.0.0.1:1/"), ("Retry-After", "7"));
        var failure = await lab.FailAsync();
        Assert.Equal((expected, "lab", status, isTransient), (failure.Code, failure.Connection, failure.Status, failure.IsTransient));
        Assert.Contains("lab", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith($"status {status}, request req_7", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(1, lab.Upstream.Requests);
        if (status == 307) return;
        Assert.EndsWith(": the words", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Theory]
    [InlineData("prompt is too long: 210000 tokens > 200000 maximum", ProviderException.Failed, "conversation is too long")]
    [InlineData("input length and `max_tokens` exceed context limit: 188240 + 32000 > 200000, decrease input length or `max_tokens` and try again", ProviderException.Failed, "conversation is too long")]
    [InlineData("Your credit balance is too low to access the Anthropic API.", ProviderException.RateLimited, "no credit left")]
    public async Task Failure_KnownByItsWordsOnly_SaysWhatToDo(string words, string code, string message)
    {
        await using var lab = await RawAsync($$$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{{words}}}"}}""", 400, "application/json");
        var failure = await lab.FailAsync();
        Assert.Equal(code, failure.Code);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(words, failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_WithAPageOfHtml_NamesTheStatus()
    {
        await using var lab = await RawAsync("<html><title>Bad Gateway</title></html>", 500, "text/html");
        var failure = await lab.FailAsync();
        Assert.Equal((ProviderException.Failed, 500, true), (failure.Code, failure.Status, failure.IsTransient));
        Assert.Contains("Bad Gateway", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public async Task Failure_WhoseTextEchoesTheKey_HidesIt(int status)
    {
        await using var lab = await RawAsync($$$"""{"type":"error","error":{"message":"Key {{{FakeUpstream.Canary}}} is wrong"}}""", status, "application/json", ("request-id", FakeUpstream.Canary));
        var failure = await lab.FailAsync();
        Assert.DoesNotContain("canary", failure.ToString() + failure.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("***", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>Sign in</title></head></html>", "Sign in")]
    [InlineData("just a text", "just a text")]
    [InlineData("data: hello\n\n", "hello")]
    [InlineData("", "status 200")]
    [InlineData("{\"a\":", "{\"a\":")]
    [InlineData("{\"object\":\"list\"}", "status 200")]
    [InlineData(": ping\n\n", "status 200")]
    public async Task Stream_ThatIsNone_IsNotAnApi(string body, string detail)
    {
        await using var lab = await RawAsync(body, headers: ("request-id", "req_7"));
        var failure = await lab.FailAsync();
        Assert.Equal(ProviderException.NotAnApi, failure.Code);
        Assert.Contains(detail, failure.Detail, StringComparison.Ordinal);
        Assert.Contains("req_7", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"words"}}""", ProviderException.Failed, true)]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error","message":"words"}}""", ProviderException.RateLimited, true)]
    [InlineData("""{"type":"error","error":{"type":"news","message":"words"}}""", ProviderException.Failed, false)]
    [InlineData("""{"error":"words"}""", ProviderException.Failed, false)]
    public async Task Stream_WithAnErrorEvent_KeepsTheTextAndFails(string error, string code, bool isTransient)
    {
        await using var lab = await SseAsync(Start(), TextStart(), Text("a"), error, Text("b"));
        using var client = lab.Client();
        var text = "";
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi")) text += update.Text;
        });
        Assert.Equal(("a", code, isTransient), (text, failure.Code, failure.IsTransient));
        Assert.EndsWith(": words", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event: error\ndata: out of memory\n\n", "out of memory")]
    [InlineData("data: {\"type\":\"message_start\",\"message\":{}}\n\ndata: {\"type\":[\n\n", "status 200")]
    public async Task Stream_WithBadJson_Fails(string body, string detail)
    {
        await using var lab = await RawAsync(body);
        var failure = await lab.FailAsync();
        Assert.Equal(ProviderException.Failed, failure.Code);
        Assert.Contains(detail, failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithALineOfMoreThanAMebibyte_Fails()
    {
        await using var lab = await RawAsync($"data: {Start()}\n\ndata: {Text(new string('x', (1 << 20) + 1))}\n\n");
        Assert.Equal(ProviderException.Failed, (await lab.FailAsync()).Code);
    }

    [Fact]
    public async Task Stream_WithArgumentsOfMoreThanFourMebibytes_Fails()
    {
        var piece = Delta(0, $$"""{"type":"input_json_delta","partial_json":"{{new string('x', 1 << 19)}}"}""");
        await using var lab = await SseAsync([Start(), Block(0, """{"type":"tool_use","id":"t","name":"n"}"""), .. Enumerable.Repeat(piece, 9)]);
        Assert.Equal(ProviderException.Failed, (await lab.FailAsync()).Code);
    }

    [Theory]
    [InlineData(false, ProviderException.StreamBroken)]
    [InlineData(true, null)]
    public async Task Stream_WhoseSocketIsCut_IsBrokenUnlessItWasFinished(bool isFinished, string? code)
    {
        // A reset may overtake what was sent: it waits until the end of what was sent has arrived.
        var arrived = new TaskCompletionSource();
        await using var lab = new AnthropicLab(await FakeUpstream.StartAsync(async context =>
        {
            await SendAsync(context, [Start(), TextStart(), Text("a"), .. isFinished ? [Stop("end_turn")] : Array.Empty<string>()]);
            await arrived.Task;
            context.Abort();
        }));
        using var client = lab.Client();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi"))
            {
                if (isFinished ? update.FinishReason is not null : update.Text.Length > 0) arrived.TrySetResult();
            }
        });
        Assert.Equal(code, (failure as ProviderException)?.Code);
        Assert.Equal(code is null, failure is null);
    }

    [Fact]
    public async Task Call_WhereTheServerHangsUpAtOnce_IsUnreachable()
    {
        await using var lab = new AnthropicLab(await FakeUpstream.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }));
        var failure = await lab.FailAsync();
        Assert.Equal((ProviderException.Unreachable, true), (failure.Code, failure.IsTransient));
        Assert.Equal(1, lab.Upstream.Requests);
    }

    [Fact]
    public async Task Call_ToAHostThatIsUnknown_SaysSo()
    {
        await using var lab = await SseAsync(Answer());
        using var client = lab.Provider.CreateClient(lab.Connection() with { BaseUrl = new Uri("http://does-not-exist.invalid") }, OldModel);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("hi"));
        Assert.Equal((ProviderException.Unreachable, UnreachableReason.HostNotFound), (failure.Code, failure.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_ByTheCaller_StaysThatAndReachesTheProvider(bool hasBegun)
    {
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var lab = new AnthropicLab(await FakeUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (hasBegun) await SendAsync(context, [Start(), TextStart(), Text("a")]);
            arrived.SetResult();
            await aborted.Task;
        }));
        using var client = lab.Client();
        using var cancel = new CancellationTokenSource();
        var reading = ReadAsync(client, cancel.Token);
        await arrived.Task.WaitAsync(FakeUpstream.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(FakeUpstream.Patience));
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    [Fact]
    public async Task Stream_ThatIsNotReadToItsEnd_IsClosedAtTheProvider()
    {
        var aborted = new TaskCompletionSource();
        await using var lab = new AnthropicLab(await FakeUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await SendAsync(context, [Start(), TextStart(), Text("a")]);
            await aborted.Task;
        }));
        using var client = lab.Client();
        await foreach (var update in client.GetStreamingResponseAsync("hi"))
        {
            if (update.Text.Length > 0) break;
        }
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    private static async Task ReadAsync(IChatClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in client.GetStreamingResponseAsync("hi", cancellationToken: cancellationToken)) { }
    }

    private static async Task SendAsync(HttpContext context, IEnumerable<string> events)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var data in events) await context.Response.WriteAsync($"data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }
}
