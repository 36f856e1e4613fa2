using BlazorChat.Core.Egress;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenAI;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Providers;

public sealed class OpenAIModelsTests
{
    [Fact]
    public async Task Models_OfACompatibleServer_AreListedInItsOrderOnce()
    {
        await using var upstream = await FakeUpstream.RawAsync("""{"object":"list","data":[{"id":"z","created":99999999999999999999},{"id":"a"},{"id":"z"},{"no":1}]}""", contentType: "application/json");
        Assert.Equal(["z", "a"], (await upstream.Provider().ListModelsAsync(upstream.Connection(), CancellationToken.None)).Select(model => model.Name));
        Assert.Equal($"Bearer {FakeUpstream.Canary}", upstream.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task Models_OfOpenAI_LeavesOutWhatCannotChat()
    {
        await using var upstream = await FakeUpstream.RawAsync("""{"data":[{"id":"text-embedding-3-small"},{"id":"gpt-4o"},{"id":"whisper-1"}]}""", contentType: "application/json");
        Assert.Equal(["gpt-4o"], (await upstream.Provider(isOpenAI: true).ListModelsAsync(upstream.Connection(), CancellationToken.None)).Select(model => model.Name));
    }

    [Theory]
    [InlineData("<html>hello</html>", 200, ProviderException.NotAnApi)]
    [InlineData("""{"data":5}""", 200, ProviderException.NotAnApi)]
    [InlineData("""{"error":{"message":"no"}}""", 401, ProviderException.KeyRejected)]
    [InlineData("404 page not found", 404, ProviderException.NotAnApi)]
    public async Task Models_WhereThereIsNoList_FailWithTheReason(string body, int status, string code)
    {
        await using var upstream = await FakeUpstream.RawAsync(body, status, "text/plain");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => upstream.Provider().ListModelsAsync(upstream.Connection(), CancellationToken.None));
        Assert.Equal(code, failure.Code);
    }

    [Theory]
    [InlineData("""{"id":"m","max_model_len":32768}""", 32768)]
    [InlineData("""{"id":"m","context_length":8192,"max_model_len":1}""", 8192)]
    [InlineData("""{"id":"m","context_window":131072}""", 131072)]
    [InlineData("""{"id":"m","meta":{"n_ctx_train":4096,"n_params":1}}""", 4096)]
    [InlineData("""{"id":"m","context_length":"8192"}""", null)]
    [InlineData("""{"id":"m","context_length":-5}""", null)]
    [InlineData("""{"id":"m","context_length":99999999999}""", null)]
    public async Task Models_WithAWindowUnderAnyName_TellIt(string model, int? expected)
    {
        await using var upstream = await FakeUpstream.RawAsync($$"""{"data":[{{model}}]}""", contentType: "application/json");
        Assert.Equal(expected, (await ListAsync(upstream))[0].ContextWindow);
        Assert.Equal(expected is null ? "GET /v1/model/info" : "GET /v1/models", upstream.LastRequest);
    }

    [Fact]
    public async Task Models_OfLiteLlm_TellLimitsAbilitiesAndExactPrices()
    {
        await using var upstream = await LiteLlmAsync(200, """
            {"data":[
              {"model_name":"big","model_info":{"max_input_tokens":200000,"max_output_tokens":64000,"supports_vision":true,"supports_function_calling":true,"supports_reasoning":false,
                "input_cost_per_token":3e-06,"output_cost_per_token":1.5e-05,"cache_read_input_token_cost":3e-07}},
              {"model_name":"big","model_info":{"max_input_tokens":1}},
              {"model_name":"odd","model_info":{"max_input_tokens":"many","supports_vision":null,"input_cost_per_token":-1,"output_cost_per_token":1e999}},
              {"model_name":"elsewhere","model_info":{}}, {"model_name":5}, 7]}
            """);
        var models = await ListAsync(upstream);
        Assert.Equal(
            [
                new ModelInfo("big")
                {
                    ContextWindow = 200000, MaxOutputTokens = 64000, HasVision = true, HasTools = true, HasReasoning = false,
                    Price = new ModelPrice(3_000_000_000, 15_000_000_000, 300_000_000),
                },
                new ModelInfo("odd"),
                new ModelInfo("none"),
            ],
            models);
        Assert.Equal("GET /v1/model/info", upstream.LastRequest);
        Assert.Equal(2, upstream.Requests);
    }

    [Theory]
    [InlineData(404, "404 page not found")]
    [InlineData(500, "{}")]
    [InlineData(200, "<html>hello</html>")]
    [InlineData(200, """{"data":"none"}""")]
    public async Task Models_WhereTheDetailsCannotBeHad_AreListedWithoutThem(int status, string body)
    {
        await using var upstream = await LiteLlmAsync(status, body);
        Assert.Equal(["big", "odd", "none"], (await ListAsync(upstream)).Select(model => model.Name));
    }

    [Fact]
    public async Task Models_WhereTheDetailsDoNotCome_AreListedAfterThreeSeconds()
    {
        var asked = new TaskCompletionSource();
        await using var upstream = await FakeUpstream.StartAsync(async context =>
        {
            if (context.Request.Path == "/v1/models")
            {
                await context.Response.WriteAsync("""{"data":[{"id":"m"}]}""");
                return;
            }
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            asked.SetResult();
            await aborted.Task;
        });
        var time = new FakeTimeProvider();
        await using var services = new ServiceCollection().AddLogging().AddEgress().BuildServiceProvider();
        var kind = new OpenAICompatibleProvider(services.GetRequiredService<IHttpClientFactory>(), time);
        var listing = kind.ListModelsAsync(upstream.Connection(), CancellationToken.None);
        await asked.Task.WaitAsync(FakeUpstream.Patience);
        Assert.False(listing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([new ModelInfo("m")], await listing.WaitAsync(FakeUpstream.Patience));
    }

    private static async Task<IReadOnlyList<ModelInfo>> ListAsync(FakeUpstream upstream) => await upstream.Provider().ListModelsAsync(upstream.Connection(), CancellationToken.None);

    private static Task<FakeUpstream> LiteLlmAsync(int status, string details) => FakeUpstream.StartAsync(async context =>
    {
        var isList = context.Request.Path == "/v1/models";
        context.Response.StatusCode = isList ? 200 : status;
        await context.Response.WriteAsync(isList ? """{"data":[{"id":"big"},{"id":"odd"},{"id":"none"}]}""" : details);
    });
}
