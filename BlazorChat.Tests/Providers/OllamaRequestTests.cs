using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Ollama;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.OllamaLab;

namespace BlazorChat.Tests.Providers;

public sealed class OllamaRequestTests
{
    private const string Fixed = "\"stream\":true,\"truncate\":false,\"shift\":false";

    [Fact]
    public async Task Request_OfAPlainQuestion_HoldsOnlyWhatIsNeeded()
    {
        await using var lab = await LinesAsync(Done());
        await lab.AskAsync();
        Assert.Equal($$$"""POST /api/chat {"model":"m-1","messages":[{"role":"user","content":"hi"}],{{{Fixed}}},"options":{"num_ctx":8192}}""", Assert.Single(lab.Requests));
        Assert.Equal($"Bearer {FakeUpstream.Canary}", lab.LastHeaders["Authorization"]);
        Assert.Equal("application/json", lab.LastHeaders["Content-Type"]);
        string[] usual = ["Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"];
        Assert.Equal(usual, lab.LastHeaders.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Request_WithoutKey_SendsNoAuthorization()
    {
        await using var lab = await LinesAsync(Done());
        await lab.AskAsync(key: null);
        Assert.DoesNotContain("Authorization", lab.LastHeaders.Keys);
    }

    [Theory]
    [InlineData("", "/api/chat")]
    [InlineData("/", "/api/chat")]
    [InlineData("/api", "/api/chat")]
    [InlineData("/api/", "/api/chat")]
    [InlineData("/v1", "/api/chat")]
    [InlineData("/V1//", "/api/chat")]
    [InlineData("/a/b", "/a/b/api/chat")]
    [InlineData("/a/b/v1/", "/a/b/api/chat")]
    public async Task Request_ToAnyBaseUrl_FindsTheApi(string path, string expected)
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Provider().CreateClient(lab.Connection() with { BaseUrl = new Uri(lab.BaseUrl.GetLeftPart(UriPartial.Authority) + path) }, "m-1");
        await client.GetResponseAsync("hi");
        Assert.StartsWith($"POST {expected} ", Assert.Single(lab.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithParameters_PutsThemIntoOptions()
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            Temperature = 0.7f,
            TopP = 0.25f,
            MaxOutputTokens = 99,
            FrequencyPenalty = 0.5f,
            PresencePenalty = -1,
            Seed = 7,
            StopSequences = ["END", "\n\n"],
        };
        await client.GetResponseAsync("hi", options);
        Assert.Equal($$$"""{"model":"m-1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}],{{{Fixed}}},"options":{"num_ctx":8192,"temperature":0.7,"top_p":0.25,"num_predict":99,"frequency_penalty":0.5,"presence_penalty":-1,"seed":7,"stop":["END","\n\n"]}}""", lab.LastBody);
    }

    [Fact]
    public async Task Request_OfAWholeConversation_KeepsRolesToolsAndRawArguments()
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        var call = new FunctionCallContent("call_1", "clock") { AdditionalProperties = new() { [ContentKeys.RawArguments] = """{ "zone" : "UTC" }""" } };
        var broken = new FunctionCallContent("call_2", "other") { AdditionalProperties = new() { [ContentKeys.RawArguments] = "{" } };
        ChatMessage[] conversation =
        [
            new(new ChatRole("developer"), "S"),
            new(ChatRole.User, "Grüße <b>\ud83d"),
            new(ChatRole.Assistant, [new TextReasoningContent("hm"), call, broken]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "12:00"), new FunctionResultContent("call_2", new { a = 1 }), new FunctionResultContent("call_9", "?")]),
            new(ChatRole.Assistant, [new TextReasoningContent("so"), new TextContent("Noon.")]),
        ];
        await client.GetResponseAsync(conversation);
        Assert.Equal("""
            [{"role":"system","content":"S"},{"role":"user","content":"Grüße <b>�"},{"role":"assistant","content":"","thinking":"hm","tool_calls":[{"function":{"name":"clock","arguments":{ "zone" : "UTC" }}},{"function":{"name":"other","arguments":{}}}]},{"role":"tool","content":"12:00","tool_name":"clock"},{"role":"tool","content":"{\"a\":1}","tool_name":"other"},{"role":"tool","content":"?"},{"role":"assistant","content":"Noon."}]
            """.Trim(), Member(lab.LastBody, "messages"));
    }

    [Fact]
    public async Task Request_WithImages_SendsThemAsBase64BesideTheText()
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("what?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png"), new DataContent(new byte[] { 251, 255 }, "image/jpeg")])]);
        Assert.Equal("""[{"role":"user","content":"what?","images":["AQID","+/8="]}]""", Member(lab.LastBody, "messages"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithTools_DescribesThemUnlessNoneMayBeCalled(bool isNone)
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        using var schema = JsonDocument.Parse("""{"type":"object"}""");
        var tool = AIFunctionFactory.CreateDeclaration("clock", "Tells the time.", schema.RootElement);
        await client.GetResponseAsync("hi", new ChatOptions { Tools = [tool], ToolMode = isNone ? ChatToolMode.None : ChatToolMode.Auto });
        var expected = """[{"type":"function","function":{"name":"clock","description":"Tells the time.","parameters":{"type":"object"}}}]""";
        Assert.Equal(isNone ? null : expected, Member(lab.LastBody, "tools"));
    }

    [Theory]
    [InlineData("qwen3:8b", null, null)]
    [InlineData("qwen3:8b", ReasoningEffort.None, "false")]
    [InlineData("qwen3:8b", ReasoningEffort.Low, "true")]
    [InlineData("qwen3:8b", ReasoningEffort.ExtraHigh, "true")]
    [InlineData("gpt-oss:20b", null, null)]
    [InlineData("gpt-oss:20b", ReasoningEffort.None, "false")]
    [InlineData("gpt-oss:20b", ReasoningEffort.Low, "\"low\"")]
    [InlineData("gpt-oss:20b", ReasoningEffort.Medium, "\"medium\"")]
    [InlineData("hf.co/x/GPT-OSS", ReasoningEffort.High, "\"high\"")]
    [InlineData("gpt-oss:20b", ReasoningEffort.ExtraHigh, "\"high\"")]
    public async Task Request_WithAReasoningEffort_SaysWhetherToThink(string model, ReasoningEffort? effort, string? expected)
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client(model: model);
        await client.GetResponseAsync("hi", new ChatOptions { Reasoning = effort is null ? null : new ReasoningOptions { Effort = effort } });
        Assert.Equal(expected, Member(lab.LastBody, "think"));
    }

    [Fact]
    public async Task Request_WithExtraFields_LetsThemWinButForModelMessagesAndStream()
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        var extra = """{"keep_alive":"5m","Model":"evil","m\u006fdel":"evil","meſſages":[],"messages":[],"STREAM":false,"Truncate":true,"think":"\ud83d","options":{"num_ctx":4096,"Temperature":1,"min_p":0.5}}""";
        using var json = JsonDocument.Parse(extra);
        var options = new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.5f,
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
            AdditionalProperties = new() { [ContentKeys.ExtraBody] = json.RootElement },
        };
        await client.GetResponseAsync("hi", options);
        Assert.Equal("""{"model":"m-1","messages":[{"role":"user","content":"hi"}],"stream":true,"shift":false,"options":{"top_p":0.5,"num_ctx":4096,"Temperature":1,"min_p":0.5},"keep_alive":"5m","Truncate":true,"think":"\ud83d"}""", lab.LastBody);
    }

    [Theory]
    [InlineData(10, null, 8192)]
    [InlineData(30_000, null, 16384)]
    [InlineData(200_000, null, 131072)]
    [InlineData(200_000, 40960, 40960)]
    [InlineData(10, 2048, 2048)]
    public async Task Request_OfAnyLength_AsksForAWindowThatHoldsIt(int characters, int? window, int expected)
    {
        await using var lab = await LinesAsync(Done());
        var connection = lab.Connection() with { ModelTable = new Dictionary<string, ModelInfo> { ["m-1"] = new("m-1") { ContextWindow = window } } };
        using var client = lab.Provider().CreateClient(connection, "m-1");
        await client.GetResponseAsync(new string('x', characters));
        Assert.Equal($$"""{"num_ctx":{{expected}}}""", Member(lab.LastBody, "options"));
    }

    [Theory]
    [InlineData(5_000, null, 131072, 8192)]
    [InlineData(8_193, null, 131072, 16384)]
    [InlineData(90_000, null, 100_000, 100_000)]
    [InlineData(90_000_000, null, null, 1 << 20)]
    [InlineData(5_000, 32768, 131072, null)]
    [InlineData(40_000, 32768, 131072, 65536)]
    [InlineData(200_000, 131072, 131072, null)]
    public void NumCtx_OfAModel_GrowsInFewStepsUpToItsLength(long needed, int? configured, int? window, int? expected) =>
        Assert.Equal(expected, ContextSize.Choose(needed, new OllamaModelDetails { ContextWindow = window, ConfiguredContext = configured }));

    [Fact]
    public void Needed_OfARequest_CountsTextImagesAndTheAnswer()
    {
        Assert.Equal(1000 + (2 * 2048) + 50, ContextSize.Needed(3000, 2, 50));
        Assert.Equal(ContextSize.AnswerTokens, ContextSize.Needed(0, 0, null));
    }

    [Fact]
    public async Task Request_WithALargeImage_CountsItAsAnImage()
    {
        await using var lab = await LinesAsync(Done());
        using var client = lab.Client();
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("?"), new DataContent(new byte[1 << 20], "image/png")])]);
        Assert.Equal("""{"num_ctx":8192}""", Member(lab.LastBody, "options"));
    }

    /// <summary>A member of a request, to the letter.</summary>
    private static string? Member(string body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(name, out var member) ? member.GetRawText() : null;
    }
}
