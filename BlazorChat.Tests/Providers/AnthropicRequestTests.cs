using System.Text.Json;
using BlazorChat.Core.Providers;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.AnthropicLab;

namespace BlazorChat.Tests.Providers;

public sealed class AnthropicRequestTests
{
    private const string Hi = "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]";

    [Fact]
    public async Task Request_OfAPlainQuestion_HoldsOnlyWhatIsNeeded()
    {
        await using var lab = await SseAsync(Answer());
        await lab.AskAsync();
        var upstream = lab.Upstream;
        Assert.Equal("POST /v1/messages", upstream.LastRequest);
        Assert.Equal($$"""{"model":"claude-sonnet-4-5","max_tokens":32000,{{Hi}},"stream":true}""", upstream.LastBody);
        Assert.Equal($"Bearer {FakeUpstream.Canary}", upstream.LastHeaders["Authorization"]);
        Assert.Equal(("2023-06-01", "BlazorChat"), (upstream.LastHeaders["anthropic-version"], upstream.LastHeaders["User-Agent"]));
        string[] usual = ["Authorization", "Content-Length", "Content-Type", "Host", "User-Agent", "anthropic-version"];
        Assert.Equal(usual, upstream.LastHeaders.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Request_WithoutKey_SendsNone()
    {
        await using var lab = await SseAsync(Answer());
        await lab.AskAsync(key: null);
        Assert.DoesNotContain("Authorization", lab.Upstream.LastHeaders.Keys);
        Assert.DoesNotContain("x-api-key", lab.Upstream.LastHeaders.Keys);
    }

    [Fact]
    public async Task Request_WhereTheEnvironmentHoldsTheSdksSecrets_SendsNoneOfThem()
    {
        string[] variables = ["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS", "ANTHROPIC_WORKSPACE_ID"];
        await using var lab = await SseAsync(Answer());
        foreach (var variable in variables) Environment.SetEnvironmentVariable(variable, "x-other: elsewhere");
        try
        {
            await lab.AskAsync(key: null);
        }
        finally
        {
            foreach (var variable in variables) Environment.SetEnvironmentVariable(variable, null);
        }
        Assert.DoesNotContain("elsewhere", string.Join('\n', lab.Upstream.LastHeaders.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/", "POST /v1/messages")]
    [InlineData("/", "POST /v1/messages")]
    [InlineData("/a/b", "POST /a/b/v1/messages")]
    [InlineData("/a/b/v1", "POST /a/b/v1/messages")]
    public async Task Request_ToAnyBaseUrl_AddsThePathToIt(string path, string expected)
    {
        await using var lab = await SseAsync(Answer());
        using var client = lab.Provider.CreateClient(lab.Connection() with { BaseUrl = new Uri(lab.Upstream.BaseUrl, path) }, "m-1");
        await client.GetResponseAsync("hi");
        Assert.Equal(expected, lab.Upstream.LastRequest);
    }

    [Fact]
    public async Task Request_OfARichConversation_IsToTheLetter()
    {
        await using var lab = await SseAsync(Answer());
        var call = new FunctionCallContent("toolu_1", "clock") { AdditionalProperties = new() { [ContentKeys.RawArguments] = """{"zone":"UTC"}""" } };
        var bad = new FunctionCallContent("call:2", "dice") { AdditionalProperties = new() { [ContentKeys.RawArguments] = "{oops" } };
        ChatMessage[] conversation =
        [
            new(ChatRole.System, "S1"),
            new(ChatRole.User, [new TextContent("Grüße <b>"), new TextContent("  "), new DataContent(new byte[] { 1, 2, 3 }, "image/png"), new UriContent("https://pictures.example/a.png", "image/png")]),
            new(ChatRole.User, "more"),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextReasoningContent("") { ProtectedData = "c2ln" }, new TextContent("Let me see."), call, bad]),
            new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "12:00")]),
            new(ChatRole.Tool, [new FunctionResultContent("call:2", new { a = 1 }), new FunctionResultContent("toolu_3", null) { Exception = new InvalidOperationException("No dice.") }]),
            new(ChatRole.User, "Well?"),
            new(ChatRole.Assistant, ""),
            new(ChatRole.Assistant, [new TextReasoningContent("unsigned"), new TextContent("Noon.")]),
            new(ChatRole.User, "Thanks."),
        ];
        using var schema = JsonDocument.Parse("""{"type":"object"}""");
        var options = new ChatOptions
        {
            Instructions = "I",
            Temperature = 1.5f,
            TopP = 0.25f,
            MaxOutputTokens = 99,
            StopSequences = ["END", "\n\n"],
            Seed = 7,
            FrequencyPenalty = 0.5f,
            Tools = [AIFunctionFactory.CreateDeclaration("clock", "Tells the time.", schema.RootElement)],
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
        };
        var body = await lab.BodyAsync(OldModel, options, conversation);
        Assert.Equal("""
            {"model":"claude-sonnet-4-5","max_tokens":99,"temperature":1,"stop_sequences":["END"],"system":"I\n\nS1","messages":[
            {"role":"user","content":[{"type":"text","text":"Grüße <b>"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}},{"type":"image","source":{"type":"url","url":"https://pictures.example/a.png"}},{"type":"text","text":"more"}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"text","text":"Let me see."},{"type":"tool_use","id":"toolu_1","name":"clock","input":{"zone":"UTC"}},{"type":"tool_use","id":"call_2","name":"dice","input":{"INVALID_JSON":"{oops"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"12:00"},{"type":"tool_result","tool_use_id":"call_2","content":"{\"a\":1}"},{"type":"tool_result","tool_use_id":"toolu_3","content":"No dice.","is_error":true},{"type":"text","text":"Well?"}]},
            {"role":"assistant","content":[{"type":"text","text":"Noon."}]},
            {"role":"user","content":[{"type":"text","text":"Thanks."}]}],
            "tools":[{"name":"clock","description":"Tells the time.","input_schema":{"type":"object"}}],"tool_choice":{"type":"any","disable_parallel_tool_use":true},"stream":true}
            """.ReplaceLineEndings(""), body);
    }

    [Fact]
    public async Task Answer_SentBack_KeepsItsThoughtsAndCalls()
    {
        await using var lab = await SseAsync(
            Start(),
            Block(0, """{"type":"redacted_thinking","data":"aGlkZGVu"}"""), End(0),
            Block(1, """{"type":"thinking","thinking":"","signature":""}"""), Delta(1, """{"type":"signature_delta","signature":"c2ln"}"""), End(1),
            Block(2, """{"type":"tool_use","id":"t","name":"clock","input":{"a":1}}"""), End(2), Stop("tool_use"));
        using var client = lab.Client(NewModel);
        var answer = await client.GetResponseAsync("hi");
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi"), .. answer.Messages]);
        Assert.Contains("""
            [{"type":"redacted_thinking","data":"aGlkZGVu"},{"type":"thinking","thinking":"","signature":"c2ln"},{"type":"tool_use","id":"t","name":"clock","input":{"a":1}}]
            """.Trim(), lab.Upstream.LastBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-3-haiku-20240307", 4096, "2023-06-01")]
    [InlineData("claude-3-5-sonnet-20241022", 8192, "2023-06-01")]
    [InlineData("claude-opus-4-20250514", 32000, "2023-06-01")]
    [InlineData("anthropic/claude-sonnet-4.6", 32000, "2023-06-01")]
    [InlineData("claude-opus-4-7", 32000, "2026-10-21")]
    [InlineData("claude-opus-5-5", 32000, "2026-10-21")]
    [InlineData("claude-of-tomorrow", 32000, "2026-10-21")]
    [InlineData("another-model-70b", 8192, "2023-06-01")]
    public async Task Request_WithoutALimit_SetsWhatTheModelTakes(string model, int maxTokens, string version)
    {
        await using var lab = await SseAsync(Answer());
        Assert.Equal(maxTokens, Field(await lab.BodyAsync(model), "max_tokens")!.Value.GetInt32());
        Assert.Equal(version, lab.Upstream.LastHeaders["anthropic-version"]);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", null, 0.5f, 0.9f, "0.5", null)]
    [InlineData("claude-sonnet-4-5", null, null, 0.9f, null, "0.9")]
    [InlineData("claude-sonnet-4-5", "high", 0.5f, 0.9f, null, null)]
    [InlineData("claude-opus-4-7", null, 0.5f, 0.9f, null, null)]
    [InlineData("claude-sonnet-5", null, 0.5f, null, null, null)]
    [InlineData("another-model", null, 2f, null, "1", null)]
    public async Task Request_WithSampling_SendsWhatTheModelTakes(string model, string? effort, float? temperature, float? topP, string? sentTemperature, string? sentTopP)
    {
        await using var lab = await SseAsync(Answer());
        var body = await lab.BodyAsync(model, Options(new ModelParameters { Temperature = temperature, TopP = topP, ReasoningEffort = effort }));
        Assert.Equal((sentTemperature, sentTopP), (Field(body, "temperature")?.GetRawText(), Field(body, "top_p")?.GetRawText()));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", "low", null, """{"type":"enabled","budget_tokens":2048}""", null, 32000)]
    [InlineData("claude-sonnet-4-5", "max", null, """{"type":"enabled","budget_tokens":24576}""", null, 32000)]
    [InlineData("claude-sonnet-4-5", "high", 4000, """{"type":"enabled","budget_tokens":2000}""", null, 4000)]
    [InlineData("claude-sonnet-4-5", "high", 2000, null, null, 2000)]
    [InlineData("claude-sonnet-4-5", "none", null, null, null, 32000)]
    [InlineData("claude-3-5-haiku-latest", "high", null, null, null, 8192)]
    [InlineData("another-model", "high", null, """{"type":"enabled","budget_tokens":16384}""", null, 20480)]
    [InlineData("another-model", "none", null, """{"type":"disabled"}""", null, 8192)]
    [InlineData("claude-opus-4-6", null, null, null, null, 32000)]
    [InlineData("claude-opus-4-6", "medium", null, """{"type":"adaptive","display":"summarized"}""", """{"effort":"medium"}""", 32000)]
    [InlineData("claude-opus-4-8", "none", null, null, null, 32000)]
    [InlineData("claude-opus-5-5", null, null, """{"type":"adaptive","display":"summarized"}""", null, 32000)]
    [InlineData("claude-opus-5-5", "none", 500, """{"type":"adaptive","display":"summarized"}""", """{"effort":"low"}""", 500)]
    [InlineData("claude-opus-5-5", "max", null, """{"type":"adaptive","display":"summarized"}""", """{"effort":"max"}""", 32000)]
    public async Task Request_WithAnEffort_AsksInTheModelsForm(string model, string? effort, int? limit, string? thinking, string? config, int maxTokens)
    {
        await using var lab = await SseAsync(Answer());
        var body = await lab.BodyAsync(model, Options(new ModelParameters { ReasoningEffort = effort, MaxTokens = limit }));
        Assert.Equal((thinking, config, maxTokens), (Field(body, "thinking")?.GetRawText(), Field(body, "output_config")?.GetRawText(), Field(body, "max_tokens")!.Value.GetInt32()));
    }

    [Fact]
    public async Task Request_WithExtraFields_AddsThemOverAllButThree()
    {
        await using var lab = await SseAsync(Answer());
        using var extra = JsonDocument.Parse("""{"top_k":5,"max_tokens":7,"metadata":{"user_id":"u"},"model":"evil","messages":[],"stream":false,"Model":"evil","STREAM":false,"\ud83d":1}""");
        var body = await lab.BodyAsync(OldModel, Options(new ModelParameters { MaxTokens = 100, ExtraBody = extra.RootElement }));
        Assert.Equal($$$"""{"model":"claude-sonnet-4-5","max_tokens":7,{{{Hi}}},"stream":true,"top_k":5,"metadata":{"user_id":"u"}}""", body);
    }

    [Fact]
    public async Task Request_WithHalfASurrogatePair_SendsTheReplacementCharacter()
    {
        await using var lab = await SseAsync(Answer());
        Assert.Contains("\"text\":\"a\ufffd\"", await lab.BodyAsync(OldModel, null, new ChatMessage(ChatRole.User, "a\ud83d")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_Registered_IsKnownWithWhatItTakes()
    {
        await using var lab = await SseAsync(Answer());
        var settings = ProviderHost.Connection(0, ("name", "lab"), ("provider", "anthropic"), ("base_url", lab.Upstream.BaseUrl.ToString()), ("api_key", FakeUpstream.Canary));
        await using var host = new ProviderHost(settings);
        using var client = host.Factory.Create(host.Catalog.Resolve("lab/claude-opus-5-5")!);
        Assert.Equal("ok", (await client.GetResponseAsync("secret question")).Text);
        Assert.DoesNotContain("canary", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", host.Logs.Text, StringComparison.Ordinal);
        IProviderKind kind = lab.Provider;
        Assert.Equal(("anthropic", "Anthropic", true, "https://api.anthropic.com/"), (kind.Name, kind.DisplayName, kind.NeedsKey, kind.DefaultBaseUrl?.AbsoluteUri));
        Assert.False(kind.Parameters.HasFlag(ParameterNames.Seed));
    }

    private static ChatOptions Options(ModelParameters parameters) => parameters.ToOptions(ParameterNames.All);

    private static JsonElement? Field(string body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
    }
}
