using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.AnthropicLab;

namespace BlazorChat.Tests.Providers;

public sealed class AnthropicStreamTests
{
    [Fact]
    public async Task Stream_OfText_ArrivesPieceByPieceWithItsEnd()
    {
        await using var lab = await SseAsync(Start(), TextStart(), """{"type":"ping"}""", Text("Grü"), Text("ße 👋"), End(0), Stop("end_turn"), """{"type":"message_stop"}""");
        var updates = await lab.AskAsync();
        Assert.Equal(["Grü", "ße 👋"], updates.SelectMany(update => update.Contents).OfType<TextContent>().Select(content => content.Text));
        Assert.Equal([ChatFinishReason.Stop], updates.Finishes());
        Assert.All(updates, update => Assert.Equal(("msg_1", "m-1"), (update.ResponseId, update.ModelId)));
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("pause_turn", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("refusal", "content_filter")]
    [InlineData("something_new", "something_new")]
    public async Task Stream_WithAStopReason_EndsInOpenAIsWord(string reason, string expected)
    {
        await using var lab = await SseAsync(Start(), Stop(reason));
        Assert.Equal([expected], (await lab.AskAsync()).Finishes().Select(finish => finish.Value));
    }

    [Fact]
    public async Task Stream_WithoutAStopReason_EndsWithoutOne()
    {
        await using var lab = await SseAsync(Start(), TextStart(), Text("half"));
        var updates = await lab.AskAsync();
        Assert.Equal("half", updates.Text());
        Assert.Empty(updates.Finishes());
    }

    [Fact]
    public async Task Usage_ToldTwice_CountsOnceWithTheCache()
    {
        await using var lab = await SseAsync(
            Start("""{"input_tokens":5,"cache_creation_input_tokens":20,"cache_read_input_tokens":300,"output_tokens":1}"""),
            Stop("end_turn", """{"input_tokens":6,"output_tokens":40,"output_tokens_details":{"thinking_tokens":9}}"""));
        var usage = Assert.Single((await lab.AskAsync()).Usages());
        Assert.Equal((326L, 300L, 40L, 9L, 366L), (usage.InputTokenCount, usage.CachedInputTokenCount, usage.OutputTokenCount, usage.ReasoningTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    public async Task Thinking_IsReasoning_AndItsSignatureIsNoText()
    {
        await using var lab = await SseAsync(
            Start(),
            Block(0, """{"type":"thinking","thinking":"","signature":""}"""), Delta(0, """{"type":"thinking_delta","thinking":"Hm."}"""), Delta(0, """{"type":"signature_delta","signature":"c2ln"}"""), End(0),
            Block(1, """{"type":"redacted_thinking","data":"aGlkZGVu"}"""), End(1),
            TextStart(2), Text("Yes.", 2), End(2), Stop("end_turn"));
        var updates = await lab.AskAsync();
        Assert.Equal(("Hm.", "Yes."), (updates.Reasoning(), updates.Text()));
        var seals = updates.SelectMany(update => update.Contents).OfType<TextReasoningContent>().Where(content => content.ProtectedData is not null);
        Assert.Equal(["c2ln", "aGlkZGVu"], seals.Select(content => content.ProtectedData));
    }

    [Fact]
    public async Task ToolCalls_InParallel_ComeWholeWithTheirRawArguments()
    {
        await using var lab = await SseAsync(
            Start(),
            Block(0, """{"type":"tool_use","id":"toolu_1","name":"clock","input":{}}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":"{ \"zo"}"""), Delta(0, """{"type":"input_json_delta","partial_json":"ne\":\"UTC\" }"}"""), End(0),
            Block(1, """{"type":"tool_use","id":"toolu_2","name":"dice","input":{}}"""), Delta(1, """{"type":"input_json_delta","partial_json":""}"""), End(1),
            Stop("tool_use"));
        var updates = await lab.AskAsync();
        Assert.Equal([("toolu_1", "clock", """{ "zone":"UTC" }"""), ("toolu_2", "dice", "{}")], updates.Calls().Select(call => (call.CallId, call.Name, Raw(call))));
        Assert.Equal("UTC", updates.Calls()[0].Arguments!["zone"]?.ToString());
        ToolCallDelta[] signs = [new(0, "clock", ""), new(0, "clock", "{ \"zo"), new(0, "clock", "ne\":\"UTC\" }"), new(1, "dice", ""), new(1, "dice", "")];
        Assert.Equal(signs, updates.Select(update => update.RawRepresentation).OfType<ToolCallDelta>());
    }

    [Fact]
    public async Task ToolCall_WithInvalidArguments_KeepsThemToTheLetter()
    {
        await using var lab = await SseAsync(Start(), Block(0, """{"type":"tool_use","id":"t","name":"clock","input":{}}"""), Delta(0, """{"type":"input_json_delta","partial_json":"{\"zone\": UTC"}"""), End(0), Stop("tool_use"));
        var call = Assert.Single((await lab.AskAsync()).Calls());
        Assert.Equal("""{"zone": UTC""", Raw(call));
        Assert.NotNull(call.Exception);
    }

    [Fact]
    public async Task ToolCall_WhoseArgumentsComeAtOnce_IsWhole()
    {
        await using var lab = await SseAsync(Start(), Block(0, """{"type":"tool_use","id":"t","name":"clock","input":{"zone":"UTC"}}"""), End(0), Stop("tool_use"));
        Assert.Equal("""{"zone":"UTC"}""", Raw(Assert.Single((await lab.AskAsync()).Calls())));
    }

    [Fact]
    public async Task ToolCall_OfAnAttemptThatWasBegunAnew_IsDropped()
    {
        await using var lab = await SseAsync(
            Start(), Block(0, """{"type":"tool_use","id":"t1","name":"clock","input":{}}"""), Delta(0, """{"type":"input_json_delta","partial_json":"{\"zo"}"""),
            Start(), Block(0, """{"type":"tool_use","id":"t2","name":"clock","input":{}}"""), End(0), Stop("tool_use"));
        Assert.Equal("t2", Assert.Single((await lab.AskAsync()).Calls()).CallId);
    }

    [Fact]
    public async Task Citation_OfAPage_FollowsItsText()
    {
        await using var lab = await SseAsync(
            Start(), TextStart(), Text("It rains."),
            Delta(0, """{"type":"citations_delta","citation":{"type":"web_search_result_location","cited_text":"Rain.","url":"https://weather.example/today","title":"Weather","encrypted_index":"x"}}"""),
            Delta(0, """{"type":"citations_delta","citation":{"type":"char_location","cited_text":"Wet.","document_index":0,"document_title":"facts.txt"}}"""),
            Delta(0, """{"type":"citations_delta","citation":{"type":"web_search_result_location","url":"javascript:alert(1)"}}"""),
            End(0), Stop("end_turn"));
        var updates = await lab.AskAsync();
        var citations = updates.SelectMany(update => update.Contents).OfType<TextContent>().SelectMany(content => content.Annotations ?? []).OfType<CitationAnnotation>();
        Assert.Equal([("https://weather.example/today", "Weather", "Rain."), (null, "facts.txt", "Wet.")], citations.Select(citation => (citation.Url?.AbsoluteUri, citation.Title, citation.Snippet)));
        Assert.Equal("It rains.", updates.Text());
    }

    [Fact]
    public async Task Stream_WithThingsThatNobodyKnows_IgnoresThem()
    {
        await using var lab = await SseAsync(
            Start(),
            Block(0, """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}"""), Delta(0, """{"type":"input_json_delta","partial_json":"{\"query\":\"x\"}"}"""), End(0),
            Block(1, """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"T"}]}"""), End(1),
            Block(2, """{"type":"hologram","text":"no"}"""), Delta(2, """{"type":"hologram_delta","text":"no"}"""), End(2),
            """{"type":"weather_event","text":"no"}""", "[1]", "5", """{"type":7}""", """{"type":"content_block_delta","index":"x","delta":[]}""",
            TextStart(3), Text("yes", 3), Stop("end_turn"));
        var updates = await lab.AskAsync();
        Assert.Equal("yes", updates.Text());
        Assert.Empty(updates.Calls());
    }

    [Theory]
    [InlineData("""a\ud83d""", """\udc4b""", "a👋")]
    [InlineData("""a\ud83d""", "b", "a\ufffdb")]
    [InlineData("""a\ud83d""", "", "a\ufffd")]
    public async Task Text_WithAPairCutInTwo_IsJoined(string first, string second, string expected)
    {
        await using var lab = await SseAsync(Start(), TextStart(), Text(first), Text(second), End(0), Stop("end_turn"));
        Assert.Equal(expected, (await lab.AskAsync()).Text());
    }

    [Fact]
    public async Task Answer_InOnePieceOfJson_IsTheSame()
    {
        await using var lab = await RawAsync(
            """{"id":"msg_1","type":"message","model":"m-1","content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"Yes."},{"type":"tool_use","id":"t","name":"clock","input":{"a":1}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":4}}""",
            contentType: "application/json");
        var updates = await lab.AskAsync();
        Assert.Equal(("Hm.", "Yes.", """{"a":1}"""), (updates.Reasoning(), updates.Text(), Raw(Assert.Single(updates.Calls()))));
        Assert.Equal([ChatFinishReason.ToolCalls], updates.Finishes());
        Assert.Equal(3, Assert.Single(updates.Usages()).InputTokenCount);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Stream_WithOtherLineEnds_IsTheSame(string lineEnd)
    {
        var body = string.Concat(Answer("yes").Select(data => $"event: x{lineEnd}data: {data}   {lineEnd}{lineEnd}"));
        await using var lab = await RawAsync(body);
        Assert.Equal("yes", (await lab.AskAsync()).Text());
    }

    private static string? Raw(FunctionCallContent call) => call.AdditionalProperties?[ContentKeys.RawArguments] as string;
}
