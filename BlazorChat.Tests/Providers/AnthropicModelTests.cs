using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Anthropic;
using Microsoft.AspNetCore.Http;

namespace BlazorChat.Tests.Providers;

public sealed class AnthropicModelTests
{
    [Theory]
    [InlineData("https://api.anthropic.com/v1/", "https://api.anthropic.com")]
    [InlineData("http://host/below/v1", "http://host/below")]
    [InlineData("http://v1", "http://v1")] // A container's name.
    public void Address_HoweverItIsWritten_HasNoVersion(string baseUrl, string expected) => Assert.Equal(expected, AnthropicProvider.WithoutVersion(new Uri(baseUrl)));

    [Fact]
    public async Task Models_OnSeveralPages_AreListedOnceWithWhatIsToldOfThem()
    {
        await using var lab = new AnthropicLab(await FakeUpstream.StartAsync(context => context.Response.WriteAsync(context.Request.Query["after_id"] == "claude-b"
            ? """{"data":[{"id":"claude-b"},{"id":"claude-c"},{"no":1}],"has_more":false,"last_id":"claude-c"}"""
            : """{"data":[{"type":"model","id":"claude-a","display_name":"Claude A","max_input_tokens":200000,"max_tokens":64000,"capabilities":{"image_input":{"supported":true},"thinking":{"supported":false}}},{"id":"claude-b"}],"has_more":true,"last_id":"claude-b"}""")));
        var models = await lab.Provider.ListModelsAsync(lab.Connection(), CancellationToken.None);
        Assert.Equal(["claude-a", "claude-b", "claude-c"], models.Select(model => model.Name));
        Assert.Equal(new ModelInfo("claude-a") { DisplayName = "Claude A", ContextWindow = 200_000, MaxOutputTokens = 64_000, HasVision = true, HasReasoning = false }, models[0]);
        Assert.Equal(new ModelInfo("claude-b"), models[1]);
        Assert.Equal("GET /v1/models?limit=1000&after_id=claude-b", lab.Upstream.LastRequest);
        Assert.Equal(2, lab.Upstream.Requests);
        Assert.Equal($"Bearer {FakeUpstream.Canary}", lab.Upstream.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task Models_OfAServerWhoseListHasNoEnd_AreAskedForOnlySoOften()
    {
        await using var lab = await AnthropicLab.RawAsync("""{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}""", contentType: "application/json");
        Assert.Equal("a", Assert.Single(await lab.Provider.ListModelsAsync(lab.Connection(), CancellationToken.None)).Name);
        Assert.Equal(2, lab.Upstream.Requests);
    }

    [Theory]
    [InlineData("<html>hello</html>", 200, ProviderException.NotAnApi)]
    [InlineData("""{"data":5}""", 200, ProviderException.NotAnApi)]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"no"}}""", 401, ProviderException.KeyRejected)]
    [InlineData("404 page not found", 404, ProviderException.NotAnApi)]
    public async Task Models_WhereThereIsNoList_FailWithTheReason(string body, int status, string code)
    {
        await using var lab = await AnthropicLab.RawAsync(body, status, "text/plain");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => lab.Provider.ListModelsAsync(lab.Connection(), CancellationToken.None));
        Assert.Equal(code, failure.Code);
    }
}
