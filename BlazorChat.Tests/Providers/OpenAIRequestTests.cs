using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

public sealed class OpenAIRequestTests
{
    private static readonly string[] Answer = [Delta("""{"content":"ok"}""", "stop"), "[DONE]"];

    [Fact]
    public async Task Request_OfAPlainQuestion_HoldsOnlyWhatIsNeeded()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        await upstream.AskAsync();
        Assert.Equal("POST /v1/chat/completions", upstream.LastRequest);
        Assert.Equal("""{"model":"m-1","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}}""", upstream.LastBody);
        Assert.Equal($"Bearer {FakeUpstream.Canary}", upstream.LastHeaders["Authorization"]);
        Assert.Equal("application/json", upstream.LastHeaders["Content-Type"]);
        Assert.Equal("BlazorChat", upstream.LastHeaders["User-Agent"]);
        string[] usual = ["Accept", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"];
        Assert.Equal(usual, upstream.LastHeaders.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/v1/", "POST /v1/chat/completions")]
    [InlineData("/", "POST /chat/completions")]
    [InlineData("/a/b/v1", "POST /a/b/v1/chat/completions")]
    public async Task Request_ToAnyBaseUrl_AddsThePathToIt(string path, string expected)
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Provider().CreateClient(upstream.Connection() with { BaseUrl = new Uri(upstream.BaseUrl, path) }, "m-1");
        await client.GetResponseAsync("hi");
        Assert.Equal(expected, upstream.LastRequest);
    }

    [Fact]
    public async Task Call_LoggedAtTrace_LeavesNoKeyAndNoWords()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"secret answer"}""", "stop"));
        var settings = ProviderHost.Connection(0, ("name", "lab"), ("provider", "openai-compatible"), ("base_url", upstream.BaseUrl.ToString()), ("api_key", FakeUpstream.Canary));
        await using var host = new ProviderHost(settings);
        using var client = host.Factory.Create(host.Catalog.Resolve("lab/m-1")!);
        Assert.Equal("secret answer", (await client.GetResponseAsync("secret question")).Text);
        host.Configuration.Reload();
        Assert.Contains("The connections were read again", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutKey_SendsNoAuthorization()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        await upstream.AskAsync(key: null);
        Assert.DoesNotContain("Authorization", upstream.LastHeaders.Keys);
    }

    [Theory]
    [InlineData(false, "max_tokens")]
    [InlineData(true, "max_completion_tokens")]
    public async Task Request_WithOptions_SendsThoseThatWereSet(bool isOpenAI, string maxTokens)
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Client(isOpenAI: isOpenAI);
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            Temperature = 0.7f,
            TopP = 0.25f,
            MaxOutputTokens = 99,
            StopSequences = ["END", "\n\n"],
            Seed = 7,
            FrequencyPenalty = 0.5f,
            PresencePenalty = -1,
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
        };
        await client.GetResponseAsync("hi", options);
        Assert.Equal($$"""{"model":"m-1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true},"temperature":0.7,"top_p":0.25,"{{maxTokens}}":99,"frequency_penalty":0.5,"presence_penalty":-1,"seed":7,"stop":["END","\n\n"],"reasoning_effort":"high"}""", upstream.LastBody);
    }

    [Fact]
    public async Task Request_OfAWholeConversation_KeepsRolesToolsAndRawArguments()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Client();
        var call = new FunctionCallContent("call_1", "clock") { AdditionalProperties = new() { [ContentKeys.RawArguments] = """{ "zone" : "UTC" }""" } };
        ChatMessage[] conversation =
        [
            new(ChatRole.System, "S"),
            new(ChatRole.User, "Grüße 👋 <b>"),
            new(ChatRole.Assistant, [new TextReasoningContent("hm"), call]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "12:00"), new FunctionResultContent("call_2", new { a = 1 })]),
            new(ChatRole.Assistant, "Noon."),
        ];
        await client.GetResponseAsync(conversation);
        Assert.Equal("""
            [{"role":"system","content":"S"},{"role":"user","content":"Grüße \uD83D\uDC4B <b>"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"clock","arguments":"{ \"zone\" : \"UTC\" }"}}]},{"role":"tool","tool_call_id":"call_1","content":"12:00"},{"role":"tool","tool_call_id":"call_2","content":"{\"a\":1}"},{"role":"assistant","content":"Noon."}]
            """.Trim(), Messages(upstream.LastBody));
    }

    [Fact]
    public async Task Request_WithAnImage_SendsParts()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Client();
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("what?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")])]);
        Assert.Contains("""[{"role":"user","content":[{"type":"text","text":"what?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]}]""", upstream.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithTools_DescribesThem()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Client();
        using var schema = System.Text.Json.JsonDocument.Parse("""{"type":"object"}""");
        var tool = AIFunctionFactory.CreateDeclaration("clock", "Tells the time.", schema.RootElement);
        await client.GetResponseAsync("hi", new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireAny });
        Assert.EndsWith(""","tools":[{"type":"function","function":{"name":"clock","description":"Tells the time.","parameters":{"type":"object"}}}],"tool_choice":"required"}""", upstream.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithHalfASurrogatePair_SendsTheReplacementCharacter()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Client();
        await client.GetResponseAsync("a\ud83d");
        Assert.Contains("\"content\":\"a\ufffd\"", upstream.LastBody, StringComparison.Ordinal);
    }

    /// <summary>The messages of a request, to the letter.</summary>
    private static string Messages(string body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return json.RootElement.GetProperty("messages").GetRawText();
    }
}
