using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenRouter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

public sealed class OpenRouterTests : IDisposable
{
    private const string Models = """
        {"data":[
          {"id":"anthropic/claude","name":"Anthropic: Claude","context_length":200000,"architecture":{"input_modalities":["text","image"],"output_modalities":["text"]},
            "pricing":{"prompt":"0.000003","completion":"0.000015","input_cache_read":"0.0000003"},"top_provider":{"max_completion_tokens":64000},"supported_parameters":["tools","reasoning","temperature"]},
          {"id":"x/free","name":"Free","architecture":{"modality":"text->text","input_modalities":["text"]},"pricing":{"prompt":"0","completion":"0"},"top_provider":{"max_completion_tokens":null},"supported_parameters":[]},
          {"id":"x/tiny","pricing":{"prompt":"0.00000000012345678","completion":"1e-9","input_cache_read":"-1"}},
          {"id":"openrouter/auto","pricing":{"prompt":"-1","completion":"-1"}},
          {"id":"x/odd","name":"","context_length":"a","architecture":5,"pricing":{"prompt":"cheap","completion":"0"},"top_provider":"x","supported_parameters":{}},
          {"id":"x/paints","architecture":{"output_modalities":["image"]}},
          {"id":"x/paints-too","architecture":{"modality":"text->image"}},
          {"name":"no id, but a name"}, null, 7]}
        """;

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddEgress().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Kind_AsItIsRegistered_KnowsItsAddressAndNeedsAKey()
    {
        IProviderKind kind = Kind();
        Assert.Equal(("openrouter", "OpenRouter", "https://openrouter.ai/api/v1", true), (kind.Name, kind.DisplayName, kind.DefaultBaseUrl!.AbsoluteUri, kind.NeedsKey));
        using var program = new ServiceCollection().AddProviders().AddLogging().AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).BuildServiceProvider();
        Assert.Contains(program.GetServices<IProviderKind>(), registered => registered is OpenRouterProvider);
    }

    [Fact]
    public async Task Request_WithAnEffort_NestsItAsksForTheUsageAndNamesTheProduct()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"ok"}""", "stop"));
        using var client = Kind().CreateClient(upstream.Connection(), "openai/gpt-5");
        await client.GetResponseAsync("hi", new ChatOptions { MaxOutputTokens = 9, Temperature = 0.5f, Reasoning = new ReasoningOptions { Effort = ReasoningEffort.ExtraHigh } });
        Assert.Equal(
            """{"model":"openai/gpt-5","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true},"usage":{"include":true},"temperature":0.5,"max_tokens":9,"reasoning":{"effort":"xhigh"}}""",
            upstream.LastBody);
        Assert.Equal("BlazorChat", upstream.LastHeaders["X-Title"]);
        Assert.DoesNotContain("Referer", string.Join(' ', upstream.LastHeaders.Keys), StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"Bearer {FakeUpstream.Canary}", upstream.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task Models_AsTheyAreListed_TellAllThatIsKnown()
    {
        await using var upstream = await FakeUpstream.RawAsync(Models, contentType: "application/json");
        var models = await Kind().ListModelsAsync(upstream.Connection(), CancellationToken.None);
        Assert.Equal(
            [
                new ModelInfo("anthropic/claude")
                {
                    DisplayName = "Anthropic: Claude", ContextWindow = 200000, MaxOutputTokens = 64000, HasVision = true, HasTools = true, HasReasoning = true,
                    Price = new ModelPrice(3_000_000_000, 15_000_000_000, 300_000_000),
                },
                new ModelInfo("x/free") { DisplayName = "Free", HasVision = false, HasTools = false, HasReasoning = false, Price = new ModelPrice(0, 0) },
                new ModelInfo("x/tiny") { Price = new ModelPrice(123_457, 1_000_000) },
                new ModelInfo("openrouter/auto"),
                new ModelInfo("x/odd"),
                new ModelInfo("no id, but a name") { DisplayName = "no id, but a name" },
            ],
            models);
        Assert.Equal("GET /v1/models", upstream.LastRequest);
    }

    [Fact]
    public async Task Test_WithAGoodKey_AsksForItAndThenLists()
    {
        List<string> paths = [];
        await using var upstream = await KeyAsync(paths, 200, """{"data":{"label":"sk-or-v1-abc...","limit":null}}""");
        Assert.NotEmpty(await Kind().TestAsync(upstream.Connection(), CancellationToken.None));
        Assert.Equal(["/v1/key", "/v1/models"], paths);
    }

    [Theory]
    [InlineData(FakeUpstream.Canary, "The key for lab was rejected")]
    [InlineData(null, "has none")]
    public async Task Test_WithABadKey_FailsAlthoughTheListIsPublic(string? key, string expected)
    {
        List<string> paths = [];
        await using var upstream = await KeyAsync(paths, 401, """{"error":{"message":"No auth credentials found","code":401}}""");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => Kind().TestAsync(upstream.Connection(key), CancellationToken.None));
        Assert.Equal(ProviderException.KeyRejected, failure.Code);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(["/v1/key"], paths);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"slow down","provider_name":"Acme"}}}""", "Provider returned error (Acme: slow down)")]
    [InlineData("""{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"{\"error\":{\"message\":\"too long\"}}","provider_name":"Acme"}}}""", "Provider returned error (Acme: too long)")]
    [InlineData("""{"error":{"message":"Provider returned error","code":429,"metadata":{"provider_name":null,"raw":{"detail":"odd"}}}}""", "Provider returned error (odd)")]
    [InlineData("""{"error":{"message":"words","code":429,"metadata":{"headers":{}}}}""", "words")]
    [InlineData("""{"error":{"message":"words","code":429,"metadata":5}}""", "words")]
    public async Task Failure_OfTheProviderBehind_SaysWhoAndWhat(string error, string expected)
    {
        foreach (var status in new[] { 429, 200 })
        {
            await using var upstream = await FakeUpstream.RawAsync(status == 200 ? $"data: {error}\n\n" : error, status);
            using var client = Kind().CreateClient(upstream.Connection(), "m");
            var failure = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync("hi"));
            Assert.Equal(ProviderException.RateLimited, failure.Code);
            Assert.EndsWith($": {expected}", failure.Detail, StringComparison.Ordinal);
        }
    }

    private OpenRouterProvider Kind() => new(_services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System);

    private static Task<FakeUpstream> KeyAsync(List<string> paths, int status, string body) => FakeUpstream.StartAsync(async context =>
    {
        paths.Add(context.Request.Path);
        var isKey = context.Request.Path == "/v1/key";
        context.Response.StatusCode = isKey ? status : 200;
        await context.Response.WriteAsync(isKey ? body : Models);
    });
}
