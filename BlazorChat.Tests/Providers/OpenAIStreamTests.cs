using System.Text;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

public sealed class OpenAIStreamTests
{
    private const string Stop = """{"id":"c-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    [Fact]
    public async Task Stream_OfAnOrdinaryAnswer_GivesReasoningTextFinishAndUsage()
    {
        await using var upstream = await FakeUpstream.SseAsync(
            """{"id":"","choices":[],"prompt_filter_results":[]}""",
            Delta("""{"role":"assistant","content":null,"reasoning_content":"hm"}"""),
            Delta("""{"content":"Hel"}"""),
            Delta("""{"content":"lo"}"""),
            Delta("{}", "stop"),
            """{"id":"c-1","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}}""",
            "[DONE]");
        var updates = await upstream.AskAsync();
        Assert.Equal("hm", updates.Reasoning());
        Assert.Equal("Hello", updates.Text());
        Assert.Equal([ChatFinishReason.Stop], updates.Finishes());
        var usage = Assert.Single(updates.Usages());
        Assert.Equal((11L, 7L, 18L, 4L, 3L), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount));
        Assert.All(updates, update => Assert.Equal("c-1", update.ResponseId));
    }

    [Theory]
    [InlineData("""{"reasoning":"a","reasoning_details":[{"type":"reasoning.text","text":"a"}]}""")]
    [InlineData("""{"reasoning":null,"reasoning_details":[{"type":"reasoning.summary","summary":"a"}]}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"a"}]}]}""")]
    public async Task Stream_WithReasoningInAnyShape_GivesItOnce(string delta)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta(delta), Stop);
        var updates = await upstream.AskAsync();
        Assert.Equal(("a", ""), (updates.Reasoning(), updates.Text()));
    }

    [Fact]
    public async Task Stream_WithUsageInEveryChunk_GivesTheLastOnce()
    {
        await using var upstream = await FakeUpstream.SseAsync(
            """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":5,"completion_tokens":1}}""",
            """{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2}}""");
        Assert.Equal(2, Assert.Single((await upstream.AskAsync()).Usages()).OutputTokenCount);
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("STOP", "stop")]
    [InlineData("length", "length")]
    [InlineData("function_call", "tool_calls")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("refusal", "content_filter")]
    [InlineData("max_tokens", "length")]
    public async Task Stream_WithAFinishReason_MapsIt(string sent, string expected)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), Delta("{}", sent), Delta("{}", sent), "[DONE]");
        Assert.Equal([new ChatFinishReason(expected)], (await upstream.AskAsync()).Finishes());
    }

    [Theory]
    [InlineData("[DONE]")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"error"}]}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":""}]}""")]
    public async Task Stream_ThatEndsWithoutAFinishReason_GivesNone(string last)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"half an ans"}"""), last);
        var updates = await upstream.AskAsync();
        Assert.Equal("half an ans", updates.Text());
        Assert.Empty(updates.Finishes());
    }

    [Fact]
    public async Task Stream_WithPiecesOfToolCalls_GivesThemWholeWithTheRawText()
    {
        await using var upstream = await FakeUpstream.SseAsync(
            Delta("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"clock","arguments":""}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{ \"zone\":"}},{"index":1,"id":"call_2","function":{"name":"other","arguments":"{"}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"id":"","function":{"arguments":" \"UTC\" }"}}]}""", "tool_calls"),
            "[DONE]");
        var updates = await upstream.AskAsync();
        var calls = updates.Calls();
        Assert.Equal(["call_1", "call_2"], calls.Select(call => call.CallId));
        Assert.Equal("""{ "zone": "UTC" }""", calls[0].AdditionalProperties![ContentKeys.RawArguments]);
        Assert.Equal("UTC", calls[0].Arguments!["zone"]!.ToString());
        Assert.Equal("{", calls[1].AdditionalProperties![ContentKeys.RawArguments]);
        Assert.NotNull(calls[1].Exception);
        Assert.Equal(4, updates.Count(update => update.RawRepresentation is ToolCallDelta && update.Contents.Count == 0));
        Assert.True(updates.FindIndex(update => update.FinishReason is not null) > updates.FindIndex(update => update.Contents.OfType<FunctionCallContent>().Any()));
    }

    [Theory]
    [InlineData("""{"tool_calls":[{"id":"a","function":{"name":"x","arguments":"{}"}},{"id":"b","function":{"name":"y","arguments":{"k":1}}}]}""", "x{} y{\"k\":1}")]
    [InlineData("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"x","arguments":"{}"}},{"index":0,"id":"b","function":{"name":"x","arguments":"{}"}}]}""", "x{} x{}")]
    [InlineData("""{"tool_calls":[{"function":{"name":"x","arguments":"{}"}},{"function":{"name":"x","arguments":"{}"}}]}""", "x{} x{}")]
    [InlineData("""{"function_call":{"name":"x","arguments":"{}"}}""", "x{}")]
    [InlineData("""{"tool_calls":[null,5,{}]}""", "")]
    public async Task Stream_WithWholeOrOddToolCalls_TakesThemApart(string delta, string expected)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta(delta, "tool_calls"));
        Assert.Equal(expected, string.Join(' ', (await upstream.AskAsync()).Calls().Select(call => call.Name + call.AdditionalProperties![ContentKeys.RawArguments])));
    }

    [Fact]
    public async Task Stream_WithHalvesOfASurrogatePairInTwoDeltas_JoinsThem()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a\ud83d"}"""), Delta("""{"content":"\ude00b\ude00"}"""), Delta("""{"content":"\ud83d"}"""), Stop);
        Assert.Equal("a😀b\ufffd\ufffd", (await upstream.AskAsync()).Text());
    }

    [Fact]
    public async Task Stream_WithBrokenUtf8_GivesReplacementCharacters()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"a"), 0xF0, 0x9F, .. Encoding.UTF8.GetBytes("b\"},\"finish_reason\":\"stop\"}]}\n\n")];
        await using var upstream = await FakeUpstream.RawAsync(body);
        Assert.Equal("a\ufffdb", (await upstream.AskAsync()).Text());
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Stream_WithOtherLineEndsCommentsAndUnknownFields_IsRead(string lineEnd)
    {
        var body = $"\uFEFF: PROCESSING\n\nevent: message\nid: 1\nretry: 5\nfoo: bar\ndata:{Delta("""{"content":"a","x":[{}]}""")}\n\n: ping\n\ndata\n\ndata: {Delta("""{"content":"b"}""", "stop")}\n\ndata: [DONE]\n\n";
        await using var upstream = await FakeUpstream.RawAsync(body.Replace("\n", lineEnd, StringComparison.Ordinal));
        var updates = await upstream.AskAsync();
        Assert.Equal("ab", updates.Text());
        Assert.Single(updates.Finishes());
    }

    [Fact]
    public async Task Stream_InSingleBytes_GivesTheSameText()
    {
        var body = Encoding.UTF8.GetBytes($"data: {Delta("""{"content":"Grüße 👋"}""")}\r\n\r\ndata: {Delta("{}", "stop")}\r\n\r\n");
        await using var upstream = await FakeUpstream.StartAsync(async context =>
        {
            foreach (var one in body)
            {
                await context.Response.Body.WriteAsync(new[] { one });
                await context.Response.Body.FlushAsync();
            }
        });
        var updates = await upstream.AskAsync();
        Assert.Equal("Grüße 👋", updates.Text());
        Assert.Single(updates.Finishes());
    }

    [Fact]
    public async Task Stream_WithDataOverSeveralLinesOrOneLineEndForTwo_IsRead()
    {
        await using var upstream = await FakeUpstream.RawAsync($"data: {{\"choices\":\ndata: [{{\"delta\":{{\"content\":\"a\"}}}}]}}\n\ndata: {Delta("""{"content":"b"}""", "stop")}\ndata: [DONE]\n");
        var updates = await upstream.AskAsync();
        Assert.Equal("ab", updates.Text());
        Assert.Single(updates.Finishes());
    }

    [Fact]
    public async Task Stream_WhereTheServerAnswersInOnePiece_IsRead()
    {
        await using var upstream = await FakeUpstream.RawAsync(
            """{"id":"c-9","choices":[{"message":{"role":"assistant","content":"whole"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""", contentType: "application/json");
        using var client = upstream.Client();
        var response = await client.GetResponseAsync("hi");
        Assert.Equal(("whole", ChatFinishReason.Stop, 2L), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
    }
}
