using System.Net;
using System.Net.Sockets;
using BlazorChat.Core.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.OllamaLab;

namespace BlazorChat.Tests.Providers;

public sealed class OllamaFailureTests
{
    [Theory]
    [InlineData(404, "model 'm-1' not found", ProviderException.ModelNotFound, "ollama pull m-1", false)]
    [InlineData(400, "\\\"m-1\\\" does not support thinking", ProviderException.Failed, "cannot think", false)]
    [InlineData(400, "m-1 does not support tools", ProviderException.Failed, "cannot call tools", false)]
    [InlineData(400, "the input length exceeds the context length", ProviderException.Failed, "too long for m-1", false)]
    [InlineData(500, "model requires more system memory (9 GiB) than is available", ProviderException.Failed, "too little memory", false)]
    [InlineData(500, "llama runner process has terminated", ProviderException.Failed, "a fault of its own", true)]
    [InlineData(503, "server busy, please try again", ProviderException.Failed, "a fault of its own", true)]
    [InlineData(401, "unauthorized", ProviderException.KeyRejected, "was rejected", false)]
    public async Task Failure_WithAStatus_SaysWhatAndWhatToDo(int status, string words, string expected, string advice, bool isTransient)
    {
        await using var lab = await RawAsync($$"""{"error":"{{words}}"}""", status, "application/json", ("x-request-id", "req_7"));
        var failure = await lab.FailAsync();
        Assert.Equal((expected, "lab", status, isTransient), (failure.Code, failure.Connection, failure.Status, failure.IsTransient));
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
        Assert.Equal(advice.StartsWith("too long", StringComparison.Ordinal), failure.IsTooLong); // A fallback may have a larger window.
        Assert.Equal($"status {status}, request req_7: {words.Replace("\\", "", StringComparison.Ordinal)}", failure.Detail);
    }

    [Theory]
    [InlineData(404, "404 page not found")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(404, "")]
    [InlineData(307, "")]
    [InlineData(200, "<html><title>Sign in</title></html>")]
    [InlineData(200, "Ollama is running")]
    [InlineData(200, "")]
    [InlineData(200, " \r\n\n")]
    [InlineData(200, "{\"message\":")]
    [InlineData(200, "[]")]
    [InlineData(200, "data: {\"choices\":[]}\n\n")]
    [InlineData(200, """{"choices":[{"message":{"content":"a"}}]}""")]
    public async Task Answer_OfSomethingElse_IsNotAnApi(int status, string body)
    {
        await using var lab = await RawAsync(body, status, "text/html", ("Location", "http://127.0.0.1:1/"));
        var failure = await lab.FailAsync();
        Assert.Equal(ProviderException.NotAnApi, failure.Code);
        Assert.Contains("address", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/v1", failure.Message, StringComparison.Ordinal);
        Assert.Single(lab.Requests);
    }

    [Fact]
    public async Task Failure_WhoseTextEchoesTheKey_HidesIt()
    {
        foreach (var (status, body) in new[] { (400, """{"error":"Key KEY is wrong"}"""), (404, """{"error":"no model KEY"}"""), (200, "plain KEY text"), (200, """{"error":"KEY"}""") })
        {
            await using var lab = await RawAsync(body.Replace("KEY", FakeUpstream.Canary, StringComparison.Ordinal), status);
            var failure = await lab.FailAsync();
            Assert.DoesNotContain("canary", failure + failure.Detail, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("***", failure.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"error":"the runner died"}""")]
    [InlineData("""{"error":{"message":"the runner died"}}""")]
    public async Task Stream_WithAnErrorLine_KeepsTheTextAndFails(string error)
    {
        await using var lab = await LinesAsync(Message("""{"content":"a"}"""), error, Done());
        using var client = lab.Client();
        var text = "";
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi")) text += update.Text;
        });
        Assert.Equal(("a", ProviderException.Failed), (text, failure.Code));
        Assert.EndsWith(": the runner died", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"message\":[")]
    [InlineData("<html>")]
    [InlineData("{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")]
    public async Task Stream_WithABadLineAmongGoodOnes_Fails(string line)
    {
        await using var lab = await LinesAsync(Message("""{"content":"a"}"""), line, Done());
        Assert.Equal(ProviderException.Failed, (await lab.FailAsync()).Code);
    }

    [Theory]
    [InlineData("{\"message\":{\"content\":\"", 1 << 20)]
    [InlineData("{\"message\":{\"content\":\"\\\"images\\\"", 1 << 20)]
    [InlineData("{\"message\":{\"images\":[\"", 16 << 20)]
    public async Task Stream_WithALineThatIsTooLong_Fails(string start, int length)
    {
        await using var lab = await LinesAsync(Message("""{"content":"a"}"""), start + new string('x', length), Done());
        Assert.Equal(ProviderException.TooMuch, (await lab.FailAsync()).Code);
    }

    [Fact]
    public async Task Stream_WithTooManyArguments_Fails()
    {
        var call = Message($$$$"""{"tool_calls":[{"function":{"name":"t","arguments":{"a":"{{{{new string('x', 1_000_000)}}}}"}}}]}""");
        await using var lab = await LinesAsync(call, call, call, call, call, Done());
        Assert.Equal(ProviderException.TooMuch, (await lab.FailAsync()).Code);
    }

    [Fact]
    public async Task Stream_WhoseSocketIsCut_IsBroken()
    {
        // A reset may overtake what was sent: it waits until the text has arrived.
        var arrived = new TaskCompletionSource();
        await using var lab = await StartAsync(async (context, _) =>
        {
            await SendAsync(context, Message("""{"content":"a"}"""));
            await arrived.Task;
            context.Abort();
        });
        using var client = lab.Client();
        var failure = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("hi")) arrived.TrySetResult();
        });
        Assert.Equal(ProviderException.StreamBroken, failure.Code);
    }

    [Fact]
    public async Task Call_WhereTheServerHangsUpAtOnce_IsUnreachable()
    {
        await using var lab = await StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var failure = await lab.FailAsync();
        Assert.Equal((ProviderException.Unreachable, true), (failure.Code, failure.IsTransient));
    }

    [Theory]
    [InlineData("http://does-not-exist.invalid", "was not found")]
    [InlineData("http://127.0.0.1:{0}", "nothing accepts connections")]
    public async Task Call_ThatMakesNoConnection_IsUnreachableAndSaysWhy(string url, string why)
    {
        await using var lab = await LinesAsync(Done());
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, UnusedPort());
        using var client = lab.Provider().CreateClient(lab.Connection() with { BaseUrl = new Uri(address) }, "m-1");
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
        await using var lab = await StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (hasBegun) await SendAsync(context, Message("""{"content":"a"}"""));
            arrived.SetResult();
            await aborted.Task;
        });
        using var client = lab.Client();
        using var cancel = new CancellationTokenSource();
        var reading = client.GetResponseAsync("hi", cancellationToken: cancel.Token);
        await arrived.Task.WaitAsync(FakeUpstream.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(FakeUpstream.Patience));
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    [Fact]
    public async Task Stream_ThatIsNotReadToItsEnd_IsClosedAtTheProvider()
    {
        var aborted = new TaskCompletionSource();
        await using var lab = await StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await SendAsync(context, Message("""{"content":"a"}"""));
            await aborted.Task;
        });
        using var client = lab.Client();
        await foreach (var _ in client.GetStreamingResponseAsync("hi")) break;
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    private static async Task SendAsync(HttpContext context, string line)
    {
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.WriteAsync(line + "\n");
        await context.Response.Body.FlushAsync();
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
