using System.Text.Json;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Calls;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Calls.ScriptedClient;

namespace BlazorChat.Tests.Providers.Calls;

/// <summary>The whole of what the factory puts around a client.</summary>
public sealed class CallsTests
{
    [Fact]
    public async Task Chain_RetriesThenFallsBack_WithNoticesInOrder()
    {
        var host = Host(out var models, ("a", [[Failure(503)]]), ("b", [["ok"]]));
        List<string> rows = [];
        using var client = host.Factory.Create(ScriptedKind.Model("a"), fallbacks: [ScriptedKind.Model("b")], onFallback: (notice, _) =>
        {
            rows.Add($"{notice.To.Id} after {models["a"].Calls} and {models["b"].Calls} calls");
            return Task.CompletedTask;
        });
        var reading = new Reading(client);
        await host.PassRetriesAsync(reading);
        Assert.Equal(["RetryNotice", "RetryNotice", "FallbackNotice"], reading.Notices.Select(notice => notice.GetType().Name));
        Assert.Equal(["at-b/b after 3 and 0 calls"], rows);
        Assert.Equal("ok", reading.Text);
    }

    [Fact]
    public async Task Chain_AsksNoModelTwice()
    {
        var host = Host(out var models, ("a", [[Failure(401)]]), ("b", [[Failure(401)]]));
        var (a, b) = (ScriptedKind.Model("a"), ScriptedKind.Model("b"));
        using (var client = host.Factory.Create(a, fallbacks: [a, b, b, a])) await new Reading(client).FailAsync();
        Assert.Equal((1, 1), (models["a"].Calls, models["b"].Calls));
        Assert.Equal((1, 1), (models["a"].Disposals, models["b"].Disposals));
    }

    [Fact]
    public async Task Chain_SendsEachModelItsOwnParameters()
    {
        var host = Host(out var models, ("a", [[Failure(401)]]), ("b", [["ok"]]));
        var extra = JsonDocument.Parse("""{"top_k":4}""").RootElement;
        var a = ScriptedKind.Model("a", new ModelParameters { Temperature = 0.1f, TopP = 0.5f, SystemPrompt = "of a" });
        var b = ScriptedKind.Model("b", new ModelParameters { Temperature = 0.2f, Seed = 7, SystemPrompt = "of b", ExtraBody = extra, ReasoningEffort = "low" });
        using var client = host.Factory.Create(a, new ModelParameters { Temperature = 0.9f, MaxTokens = 10 }, [b]);
        await client.GetResponseAsync("hi", new ChatOptions { MaxOutputTokens = 20 });

        var sent = Assert.Single(models["a"].Options)!;
        Assert.Equal((0.9f, 0.5f, 20, "of a"), (sent.Temperature, sent.TopP, sent.MaxOutputTokens, sent.Instructions));
        Assert.Null(sent.AdditionalProperties);
        sent = Assert.Single(models["b"].Options)!;
        Assert.Equal((0.9f, null, 20, "of b"), (sent.Temperature, sent.TopP, sent.MaxOutputTokens, sent.Instructions));
        Assert.Null(sent.Seed); // This kind does not know it.
        Assert.Equal(ReasoningEffort.Low, sent.Reasoning?.Effort);
        Assert.Equal(4, ((JsonElement)sent.AdditionalProperties![ContentKeys.ExtraBody]!).GetProperty("top_k").GetInt32());
    }

    [Fact]
    public async Task Parameters_OfTheCaller_AreNotChanged()
    {
        var host = Host(out _, ("a", [["ok"]]));
        using var client = host.Factory.Create(ScriptedKind.Model("a", new ModelParameters { Temperature = 0.1f, Stop = ["x"] }));
        var own = new ChatOptions { Instructions = "mine" };
        await client.GetResponseAsync("hi", own);
        Assert.Equal((null, null, "mine"), (own.Temperature, own.StopSequences, own.Instructions));
    }

    [Fact]
    public async Task Client_ThatCannotBeMade_FallsBack()
    {
        var host = Host(out _, ("b", [["ok"]]));
        using var client = host.Factory.Create(ScriptedKind.Model("unknown"), fallbacks: [ScriptedKind.Model("b")]);
        var reading = await Reading.ToEndAsync(client);
        Assert.Equal("ok", reading.Text);
        var failure = Assert.IsType<FallbackNotice>(Assert.Single(reading.Notices)).Failure;
        Assert.Equal("at-unknown failed in a way that is not known (KeyNotFoundException). Try again, or choose another model.", failure.Message);
    }

    [Fact]
    public async Task Fallback_ThatIsNotNeeded_IsNotEvenMade()
    {
        var host = Host(out _, ("a", [["ok"]]));
        using var client = host.Factory.Create(ScriptedKind.Model("a"), fallbacks: [ScriptedKind.Model("unknown")]);
        Assert.Equal("ok", (await Reading.ToEndAsync(client)).Text);
    }

    [Fact]
    public async Task Endpoint_ThatIsPaused_FallsBackAtOnce()
    {
        var host = Host(out var models, ("a", [[Failure(503, TimeSpan.FromHours(1))]]), ("b", [["ok"]]));
        var (a, b) = (ScriptedKind.Model("a"), ScriptedKind.Model("b"));
        for (var i = 0; i < 5; i++)
        {
            using var failing = host.Factory.Create(a);
            await new Reading(failing).FailAsync();
        }
        Assert.NotNull(host.Breakers.PausedUntil(a.Connection));
        using var client = host.Factory.Create(a, fallbacks: [b]);
        var reading = await Reading.ToEndAsync(client);
        Assert.Equal(ProviderException.Paused, Assert.IsType<FallbackNotice>(Assert.Single(reading.Notices)).Failure.Code);
        Assert.Equal((5, 1), (models["a"].Calls, models["b"].Calls));
    }

    [Theory]
    [InlineData(10, 20_000_000, null)]
    [InlineData(11, 1, "more than 10 images")]
    [InlineData(1, 20_000_001, "an image of more than 20 MB")]
    public async Task Images_BeyondTheirBounds_EndTheAnswer(int images, int bytes, string? what)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, [new DataContent(new byte[bytes], "image/png")]);
        var host = Host(out var models, ("a", [[.. Enumerable.Repeat(update, images)]]));
        using var client = host.Factory.Create(ScriptedKind.Model("a"));
        var reading = new Reading(client);
        if (what is null) await reading.EndAsync();
        else
        {
            var failure = await reading.FailAsync();
            Assert.Equal(ProviderException.TooMuch, failure.Code);
            Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, models["a"].OpenStreams);
    }

    [Fact]
    public async Task Cancel_ReachesTheClientAtOnce()
    {
        var host = Host(out var models, ("a", [["x", new TaskCompletionSource().Task]]));
        using var client = host.Factory.Create(ScriptedKind.Model("a"));
        using var cancel = new CancellationTokenSource();
        var reading = new Reading(client, cancel.Token);
        Assert.Equal(1, models["a"].OpenStreams);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(reading.EndAsync);
        Assert.Equal(0, models["a"].OpenStreams);
    }

    private static CallsHost Host(out Dictionary<string, ScriptedClient> models, params (string Model, object[][] Calls)[] scripts)
    {
        models = scripts.ToDictionary(script => script.Model, script => new ScriptedClient(script.Calls));
        return new CallsHost(new ScriptedKind(models));
    }
}
