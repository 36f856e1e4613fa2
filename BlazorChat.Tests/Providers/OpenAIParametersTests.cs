using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

public sealed class OpenAIParametersTests
{
    private const string Plain = """{"model":"m-1","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}""";

    private static readonly string[] Answer = [Delta("""{"content":"ok"}""", "stop"), "[DONE]"];

    [Theory]
    [InlineData("gpt-4o", false)]
    [InlineData("gpt-4.1-mini", false)]
    [InlineData("gpt-3.5-turbo", false)]
    [InlineData("gpt-5-chat-latest", false)]
    [InlineData("gpt-5.1-chat-latest", false)]
    [InlineData("chatgpt-4o-latest", false)]
    [InlineData("ft:gpt-4o-mini:acme::1", false)]
    [InlineData("gpt-oss-120b", false)]
    [InlineData("my-own", false)]
    [InlineData("o1", true)]
    [InlineData("o1-preview-2024-09-12", true)]
    [InlineData("o3-mini", true)]
    [InlineData("o4-mini", true)]
    [InlineData("ft:o4-mini:acme::1", true)]
    [InlineData("codex-mini-latest", true)]
    [InlineData("gpt-5", true)]
    [InlineData("gpt-5-nano-2025-08-07", true)]
    [InlineData("gpt-5.1", true)]
    [InlineData("gpt-5.2-pro", true)]
    [InlineData("gpt-6-mini", true)]
    public async Task Request_ToOpenAI_SendsSamplingOnlyWhereTheModelTakesIt(string model, bool refuses)
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f, TopP = 0.5f, FrequencyPenalty = 1, PresencePenalty = 1, StopSequences = ["x"], MaxOutputTokens = 9, Seed = 7,
        };
        var sent = await SendAsync(isOpenAI: true, model, options);
        string[] sampling = ["temperature", "top_p", "frequency_penalty", "presence_penalty", "stop"];
        Assert.All(sampling, name => Assert.Equal(!refuses, sent.TryGetProperty(name, out _)));
        Assert.Equal((9, 7), (sent.GetProperty("max_completion_tokens").GetInt32(), sent.GetProperty("seed").GetInt32()));
        Assert.True((await SendAsync(isOpenAI: false, model, options)).TryGetProperty("temperature", out _));
    }

    [Theory]
    [InlineData("gpt-5.1", ReasoningEffort.None, "none")]
    [InlineData("gpt-5", ReasoningEffort.None, "minimal")]
    [InlineData("gpt-5-codex", ReasoningEffort.None, "low")]
    [InlineData("o3", ReasoningEffort.None, "low")]
    [InlineData("o3", ReasoningEffort.Medium, "medium")]
    [InlineData("o3", ReasoningEffort.ExtraHigh, "high")]
    [InlineData("gpt-5.1", ReasoningEffort.ExtraHigh, "high")]
    [InlineData("gpt-5.1-codex-max", ReasoningEffort.ExtraHigh, "xhigh")]
    [InlineData("gpt-5.2", ReasoningEffort.ExtraHigh, "xhigh")]
    [InlineData("gpt-4o", ReasoningEffort.High, null)]
    [InlineData("gpt-5-chat-latest", ReasoningEffort.High, null)]
    [InlineData("unheard-of", ReasoningEffort.ExtraHigh, "high")]
    public async Task Request_ToOpenAI_SendsTheModelsOwnWordForTheEffort(string model, ReasoningEffort effort, string? expected) =>
        Assert.Equal(expected, Effort(await SendAsync(isOpenAI: true, model, new ChatOptions { Reasoning = new ReasoningOptions { Effort = effort } })));

    [Theory]
    [InlineData(ReasoningEffort.None, "none")]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.ExtraHigh, "high")]
    public async Task Request_ToACompatibleServer_SendsTheWordsThatAllKnow(ReasoningEffort effort, string expected) =>
        Assert.Equal(expected, Effort(await SendAsync(isOpenAI: false, "gpt-5.2", new ChatOptions { Reasoning = new ReasoningOptions { Effort = effort } })));

    [Fact]
    public void Sampling_WhereALaterModelDoesNotReason_IsTaken()
    {
        Assert.False(ReasoningModels.RefusesSampling("gpt-5.1", ReasoningEffort.None));
        Assert.True(ReasoningModels.RefusesSampling("gpt-5", ReasoningEffort.None));
    }

    [Theory]
    [InlineData("""{"top_k":40,"provider":{"order":["a"]}}""", ""","top_k":40,"provider":{"order":["a"]}}""")]
    [InlineData("""{"top_k":1,"top_k":2.50}""", ""","top_k":2.50}""")]
    [InlineData("""{"model":"other","messages":[],"stream":false}""", "}")]
    [InlineData("""{"x":"\ud83d","y":null}""", """,""" + "\"x\":\"\\ud83d\",\"y\":null}")]
    [InlineData("""{"\ud83d":1}""", "}")]
    [InlineData("""{"Model":"evil","m\u006fDEL":"evil","meſſages":[],"STREAM":false}""", "}")]
    [InlineData("[1]", "}")]
    [InlineData("{}", "}")]
    public async Task Request_WithAnExtraBody_AddsItsFieldsOnce(string extra, string end) =>
        Assert.Equal(Plain + end, await SendRawAsync(false, "m-1", Extra(extra)));

    [Fact]
    public async Task Request_WithAnExtraBody_PutsItAboveTheParameters()
    {
        var options = Extra("""{"temperature":1.75,"stream_options":{"include_usage":false},"max_tokens":5}""");
        (options.Temperature, options.MaxOutputTokens, options.TopP) = (0.5f, 99, 0.25f);
        Assert.Equal(
            """{"model":"m-1","messages":[{"role":"user","content":"hi"}],"stream":true,"top_p":0.25,"temperature":1.75,"stream_options":{"include_usage":false},"max_tokens":5}""",
            await SendRawAsync(false, "m-1", options));
    }

    [Fact]
    public async Task Request_OfAConnectionWithHeaders_SendsThemAndKeepsItsFrame()
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        var connection = upstream.Connection(key: null) with
        {
            Headers = new Dictionary<string, string> { ["X-Team"] = "blue", ["api-key"] = "k-2", ["Authorization"] = "Basic eDp5", ["Content-Length"] = "5", ["host"] = "evil" },
        };
        using var client = upstream.Provider().CreateClient(connection, "m-1");
        await client.GetResponseAsync("hi");
        Assert.Equal(("blue", "k-2", "Basic eDp5"), (upstream.LastHeaders["X-Team"], upstream.LastHeaders["api-key"], upstream.LastHeaders["Authorization"]));
        Assert.Equal(upstream.BaseUrl.Authority, upstream.LastHeaders["Host"]);
        Assert.NotEqual("5", upstream.LastHeaders["Content-Length"]);
    }

    private static ChatOptions Extra(string json) =>
        new() { AdditionalProperties = new() { [ContentKeys.ExtraBody] = JsonElement.Parse(json) } };

    private static string? Effort(JsonElement sent) => sent.TryGetProperty("reasoning_effort", out var effort) ? effort.GetString() : null;

    private static async Task<JsonElement> SendAsync(bool isOpenAI, string model, ChatOptions options) => JsonElement.Parse(await SendRawAsync(isOpenAI, model, options));

    private static async Task<string> SendRawAsync(bool isOpenAI, string model, ChatOptions options)
    {
        await using var upstream = await FakeUpstream.SseAsync(Answer);
        using var client = upstream.Provider(isOpenAI).CreateClient(upstream.Connection(), model);
        await client.GetResponseAsync("hi", options);
        return upstream.LastBody;
    }
}
