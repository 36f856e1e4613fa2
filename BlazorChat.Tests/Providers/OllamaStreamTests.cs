using System.Text;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.OllamaLab;

namespace BlazorChat.Tests.Providers;

public sealed class OllamaStreamTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUg==";

    [Fact]
    public async Task Stream_OfAnOrdinaryAnswer_GivesReasoningTextFinishAndUsage()
    {
        await using var lab = await LinesAsync(
            Message("""{"role":"assistant","content":"","thinking":"hm"}"""),
            Message("""{"role":"assistant","content":"Hel","images":null}"""),
            Message("""{"role":"assistant","content":"lo"}"""),
            Done());
        var updates = await lab.AskAsync();
        Assert.Equal(("hm", "Hello"), (updates.Reasoning(), updates.Text()));
        Assert.Equal([ChatFinishReason.Stop], updates.Finishes());
        var usage = Assert.Single(updates.Usages());
        Assert.Equal((11L, 7L, 18L), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
        Assert.All(updates, update => Assert.Equal("m-1", update.ModelId));
    }

    [Theory]
    [InlineData(null, "stop")]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("load", "stop")]
    [InlineData("unload", "stop")]
    public async Task Stream_WithADoneReason_MapsIt(string? sent, string expected)
    {
        await using var lab = await LinesAsync(Message("""{"content":"a"}"""), Done(sent));
        Assert.Equal([new ChatFinishReason(expected)], (await lab.AskAsync()).Finishes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"model\":\"m-1\",\"message\":{\"content\":\"wer\"},\"do")]
    [InlineData("{\"model\":\"m-1\",\"message\":{\"content\":\"\"},\"done\":\"true\"}")]
    public async Task Stream_ThatEndsWithoutDone_GivesNoFinishReason(string last)
    {
        await using var lab = await RawAsync(Message("""{"content":"half an ans"}""") + "\n" + last);
        var updates = await lab.AskAsync();
        Assert.Equal("half an ans", updates.Text());
        Assert.Empty(updates.Finishes());
    }

    [Fact]
    public async Task Stream_WithToolCalls_GivesThemWholeWithTheRawText()
    {
        await using var lab = await LinesAsync(
            Message("""{"content":"","tool_calls":[{"function":{"name":"clock","arguments":{ "zone" : "UTC", "n":1.0 }}},{"id":"call_x","function":{"index":1,"name":"other"}}]}"""),
            Message("""{"content":"","tool_calls":[{"function":{"name":"third","arguments":"{"}},{"function":{}},5]}"""),
            Done());
        var updates = await lab.AskAsync();
        var calls = updates.Calls();
        Assert.Equal(["clock", "other", "third"], calls.Select(call => call.Name));
        Assert.Equal("""{ "zone" : "UTC", "n":1.0 }""", calls[0].AdditionalProperties![ContentKeys.RawArguments]);
        Assert.Equal("UTC", calls[0].Arguments!["zone"]!.ToString());
        Assert.Equal(("call_x", 0), (calls[1].CallId, calls[1].Arguments!.Count));
        Assert.NotNull(calls[2].Exception);
        Assert.Equal(3, calls.Select(call => call.CallId).Distinct().Count(id => id.StartsWith("call_", StringComparison.Ordinal)));
        // Ollama's own word, which is the same with and without calls.
        Assert.Equal([ChatFinishReason.Stop], updates.Finishes());
    }

    [Fact]
    public async Task Stream_WithImages_GivesThoseThatAreSome()
    {
        await using var lab = await LinesAsync(Message($$"""{"content":"see","images":["{{Png}}","no base64","aGVsbG8=",7]}"""), Done());
        var updates = await lab.AskAsync();
        var image = Assert.Single(updates.SelectMany(update => update.Contents).OfType<DataContent>());
        Assert.Equal(("image/png", Png), (image.MediaType, Convert.ToBase64String(image.Data.Span)));
        Assert.Equal("see", updates.Text());
    }

    [Fact]
    public async Task Stream_WithAnImageOfMoreThanAMebibyte_IsRead()
    {
        var bytes = new byte[3 << 20];
        Convert.FromBase64String(Png).CopyTo(bytes, 0);
        await using var lab = await LinesAsync(Message($$"""{"content":"see","images":["{{Convert.ToBase64String(bytes)}}"]}"""), Message("""{"content":"!"}"""), Done());
        var updates = await lab.AskAsync();
        Assert.Equal(3 << 20, Assert.Single(updates.SelectMany(update => update.Contents).OfType<DataContent>()).Data.Length);
        Assert.Equal("see!", updates.Text());
    }

    [Fact]
    public async Task Stream_WithHalvesOfASurrogatePairInTwoLines_JoinsThem()
    {
        await using var lab = await LinesAsync(Message("""{"content":"a\ud83d"}"""), Message("""{"content":"\ude00b\ude00"}"""), Message("""{"content":"\ud83d"}"""), Done());
        Assert.Equal("a😀b\ufffd\ufffd", (await lab.AskAsync()).Text());
    }

    [Fact]
    public async Task Stream_WithBrokenUtf8_GivesReplacementCharacters()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"message\":{\"content\":\"a"), 0xF0, 0x9F, .. Encoding.UTF8.GetBytes("b\"},\"done\":true}")];
        await using var lab = await RawAsync(body);
        Assert.Equal("a\ufffdb", (await lab.AskAsync()).Text());
    }

    [Fact]
    public async Task Stream_WithOtherLineEndsBlankLinesAndUnknownMembers_IsRead()
    {
        await using var lab = await RawAsync($"\uFEFF\r\n{Message("""{"content":"a","x":[{}],"tool_calls":"none","thinking":5}""")}\r\n \t\r\n{{\"progress\":1}}\r\n[]\r\n{Message("""{"content":["b"]}""", ",\"logprobs\":[]")}\r\n{Done()}");
        var updates = await lab.AskAsync();
        Assert.Equal("a", updates.Text());
        Assert.Single(updates.Finishes());
    }

    [Fact]
    public async Task Stream_InSingleBytes_GivesTheSameText()
    {
        var body = Encoding.UTF8.GetBytes($"{Message("""{"content":"Grüße 👋"}""")}\r\n{Done()}\r\n");
        await using var lab = await StartAsync(async (context, _) =>
        {
            foreach (var one in body)
            {
                await context.Response.Body.WriteAsync(new[] { one });
                await context.Response.Body.FlushAsync();
            }
        });
        var updates = await lab.AskAsync();
        Assert.Equal("Grüße 👋", updates.Text());
        Assert.Single(updates.Finishes());
    }

    [Fact]
    public async Task Stream_WhereTheServerAnswersInOnePiece_IsRead()
    {
        await using var lab = await RawAsync("""{"message":{"role":"assistant","content":"whole"},"done":true,"eval_count":2}""", contentType: "application/json");
        using var client = lab.Client();
        var response = await client.GetResponseAsync("hi");
        Assert.Equal(("whole", ChatFinishReason.Stop, 2L), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
    }

    [Fact]
    public async Task Stream_AfterItsDone_IsReadNoFurther()
    {
        await using var lab = await LinesAsync(Message("""{"content":"a"}"""), Done(), Message("""{"content":"b"}"""), "{\"error\":\"late\"}");
        Assert.Equal("a", (await lab.AskAsync()).Text());
    }
}
