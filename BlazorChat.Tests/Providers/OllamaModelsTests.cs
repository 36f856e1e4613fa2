using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Ollama;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Providers;

public sealed class OllamaModelsTests
{
    private const string Tags = """
        {"models":[
          {"name":"llama3.2:latest","model":"llama3.2:latest","digest":"d1","size":5,"details":{"family":"llama"}},
          {"name":"nomic-embed-text:latest","digest":"d2"},
          {"model":"gone:1b","digest":"d3"},
          {"name":"gpt-oss:120b-cloud","digest":"d4","remote_host":"https://ollama.com:443"},
          {"name":"llama3.2:latest","digest":"d1"},{"name":""},{"name":7},5
        ]}
        """;

    private static readonly Dictionary<string, string> Shows = new()
    {
        ["llama3.2:latest"] = """{"model_info":{"general.architecture":"llama","clip.context_length":77,"llama.context_length":131072},"parameters":"stop \"<|x|>\"\nnum_ctx                        32768\n","capabilities":["completion","tools"]}""",
        ["nomic-embed-text:latest"] = """{"model_info":{"nomic-bert.context_length":2048},"capabilities":["embedding"]}""",
        ["gpt-oss:120b-cloud"] = """{"model_info":{"gptoss.context_length":131072},"capabilities":["completion","tools","thinking","vision"]}""",
    };

    [Fact]
    public async Task Models_OfAnOllama_AreListedWithWhatItTellsOfThem()
    {
        await using var lab = await LabAsync();
        var models = await lab.Provider().ListModelsAsync(lab.Connection(key: null), CancellationToken.None);
        var free = new ModelPrice(0, 0);
        Assert.Equal(
        [
            new ModelInfo("llama3.2:latest") { ContextWindow = 131072, HasTools = true, HasVision = false, HasReasoning = false, Price = free },
            new ModelInfo("gone:1b") { Price = free },
            new ModelInfo("gpt-oss:120b-cloud") { ContextWindow = 131072, HasTools = true, HasVision = true, HasReasoning = true },
        ], models);
        Assert.Equal("GET /api/tags", lab.Requests.First());
        Assert.Contains("""POST /api/show {"model":"gone:1b"}""", lab.Requests);
    }

    [Theory]
    [InlineData("http://host:11434", "http://host:11434/api/tags")]
    [InlineData("http://host/v1/", "http://host/api/tags")]
    [InlineData("http://host/below/api", "http://host/below/api/tags")]
    [InlineData("http://api", "http://api/api/tags")] // A container's name.
    [InlineData("http://v1/api", "http://v1/api/tags")]
    public void Address_HoweverItIsWritten_IsThatOfTheApi(string baseUrl, string expected) => Assert.Equal(expected, OllamaAddress.Of(new Uri(baseUrl), "tags").AbsoluteUri);

    [Fact]
    public async Task Models_OfAnOllamaWithAKey_HaveNoPrice()
    {
        await using var lab = await LabAsync();
        Assert.All(await lab.Provider().ListModelsAsync(lab.Connection(), CancellationToken.None), model => Assert.Null(model.Price));
        Assert.Equal($"Bearer {FakeUpstream.Canary}", lab.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task Models_ListedAgain_AreDescribedOnlyWhereTheyChanged()
    {
        var tags = """{"models":[{"name":"a","digest":"1"},{"name":"b","digest":"1"}]}""";
        await using var lab = await OllamaLab.StartAsync((context, _) => context.Response.WriteAsync(context.Request.Path == "/api/tags" ? tags : """{"capabilities":["completion"]}"""));
        var provider = lab.Provider();
        await provider.ListModelsAsync(lab.Connection(), CancellationToken.None);
        tags = """{"models":[{"name":"a","digest":"2"},{"name":"b","digest":"1"}]}""";
        lab.Requests.Clear();
        Assert.Equal(2, (await provider.ListModelsAsync(lab.Connection(), CancellationToken.None)).Count);
        Assert.Equal(["GET /api/tags", """POST /api/show {"model":"a"}"""], lab.Requests);
    }

    [Fact]
    public async Task Models_WhoseDescriptionHangs_AreListedWithoutIt()
    {
        var (time, asked) = (new FakeTimeProvider(), new TaskCompletionSource());
        await using var lab = await OllamaLab.StartAsync((context, body) =>
        {
            if (context.Request.Path == "/api/tags") return context.Response.WriteAsync("""{"models":[{"name":"quick","digest":"1"},{"name":"slow","digest":"2"}]}""");
            if (body.Contains("quick", StringComparison.Ordinal)) return context.Response.WriteAsync("""{"capabilities":["completion","vision"]}""");
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var listing = lab.Provider(time).ListModelsAsync(lab.Connection(), CancellationToken.None);
        await asked.Task.WaitAsync(FakeUpstream.Patience);
        Assert.False(listing.IsCompleted);
        time.Advance(OllamaModels.DescribeLimit);
        var models = await listing.WaitAsync(FakeUpstream.Patience);
        Assert.Equal(["quick", "slow"], models.Select(model => model.Name));
        Assert.Null(models[1].HasVision);
    }

    [Fact]
    public async Task Models_OfAListThatIsCancelled_AreNotGiven()
    {
        using var cancel = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        await using var lab = await OllamaLab.StartAsync((context, _) =>
        {
            if (context.Request.Path == "/api/tags") return context.Response.WriteAsync("""{"models":[{"name":"slow","digest":"2"}]}""");
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var listing = lab.Provider().ListModelsAsync(lab.Connection(), cancel.Token);
        await asked.Task.WaitAsync(FakeUpstream.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing.WaitAsync(FakeUpstream.Patience));
    }

    [Theory]
    [InlineData("llama3.2:latest", 131072)]
    [InlineData("llama3.2", 131072)]
    [InlineData("unknown", 262144)]
    public async Task Request_ToAListedModel_KnowsItsLength(string model, int expected)
    {
        await using var lab = await OllamaLab.StartAsync((context, body) =>
            context.Request.Path == "/api/chat" ? context.Response.WriteAsync(OllamaLab.Done()) : AnswerAsync(context, body));
        var provider = lab.Provider();
        await provider.ListModelsAsync(lab.Connection(), CancellationToken.None);
        using var client = provider.CreateClient(lab.Connection(), model);
        await client.GetStreamingResponseAsync(new string('x', 500_000)).ToListAsync();
        Assert.EndsWith($$$""","options":{"num_ctx":{{{expected}}}}}""", lab.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatFitsTheWindowOfTheModelfile_AsksForNoOther()
    {
        await using var lab = await OllamaLab.StartAsync((context, body) =>
            context.Request.Path == "/api/chat" ? context.Response.WriteAsync(OllamaLab.Done()) : AnswerAsync(context, body));
        var provider = lab.Provider();
        await provider.ListModelsAsync(lab.Connection(), CancellationToken.None);
        using var client = provider.CreateClient(lab.Connection(), "llama3.2");
        await client.GetStreamingResponseAsync(new string('x', 60_000)).ToListAsync();
        Assert.EndsWith(""","options":{}}""", lab.LastBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"capabilities":"completion","model_info":{"a.context_length":"many"},"parameters":[]}""")]
    [InlineData("""{"capabilities":null,"model_info":[],"parameters":"num_ctx\nnum_ctx many\nnum_ctx -1"}""")]
    [InlineData("""{"model_info":{"\ud83d.context_length":9,"a.context_length":99999999999}}""")]
    [InlineData("""{"model_info":{"general.architecture":5,"a.context_length":-4}}""")]
    [InlineData("""{"capabilities":[""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task Models_WithAnOddDescription_AreListedWithoutIt(string show)
    {
        await using var lab = await OllamaLab.StartAsync((context, _) => context.Response.WriteAsync(context.Request.Path == "/api/tags" ? """{"models":[{"name":"a","digest":"1"}]}""" : show));
        Assert.Equal([new ModelInfo("a")], await lab.Provider().ListModelsAsync(lab.Connection(), CancellationToken.None));
    }

    [Theory]
    [InlineData("<html>hello</html>", 200, ProviderException.NotAnApi)]
    [InlineData("Ollama is running", 200, ProviderException.NotAnApi)]
    [InlineData("", 200, ProviderException.NotAnApi)]
    [InlineData("""{"models":5}""", 200, ProviderException.NotAnApi)]
    [InlineData("""{"data":[{"id":"gpt"}]}""", 200, ProviderException.NotAnApi)]
    [InlineData("""{"error":"unauthorized"}""", 401, ProviderException.KeyRejected)]
    [InlineData("404 page not found", 404, ProviderException.NotAnApi)]
    [InlineData("{}", 302, ProviderException.NotAnApi)]
    [InlineData("""{"error":"busy"}""", 503, ProviderException.Failed)]
    public async Task Models_WhereThereIsNoList_FailWithTheReason(string body, int status, string code)
    {
        await using var lab = await OllamaLab.RawAsync(body, status, "text/plain");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => lab.Provider().ListModelsAsync(lab.Connection(), CancellationToken.None));
        Assert.Equal(code, failure.Code);
    }

    [Fact]
    public async Task Kind_Ollama_IsRegisteredAndNeedsNothing()
    {
        await using var host = new ProviderHost(ProviderHost.Connection(0, ("name", "home"), ("provider", "ollama")));
        host.ValidateAtStart();
        Assert.Equal("ollama", host.Registry.Find("home")?.Provider);
    }

    private static Task<OllamaLab> LabAsync() => OllamaLab.StartAsync(AnswerAsync);

    /// <summary>Tells of every model but one, whose file is gone.</summary>
    private static async Task AnswerAsync(HttpContext context, string body)
    {
        if (context.Request.Path == "/api/tags")
        {
            await context.Response.WriteAsync(Tags);
            return;
        }
        var show = Shows.FirstOrDefault(pair => body == $$"""{"model":"{{pair.Key}}"}""").Value;
        if (show is null) context.Response.StatusCode = 500;
        await context.Response.WriteAsync(show ?? """{"error":"file does not exist"}""");
    }
}
