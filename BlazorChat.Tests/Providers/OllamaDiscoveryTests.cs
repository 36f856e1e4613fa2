using BlazorChat.Core.Providers.Ollama;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace BlazorChat.Tests.Providers;

public sealed class OllamaDiscoveryTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    [Fact]
    public void Places_ByDefault_AreThisHostAndTheContainersHost() =>
        Assert.Equal(["http://localhost:11434/", "http://host.docker.internal:11434/"], OllamaDiscovery.UsualPlaces.Select(place => place.AbsoluteUri));

    [Fact]
    public async Task Search_WhereTwoAnswer_FindsTheFirst()
    {
        await using var first = await OllamaLab.RawAsync("""{"version":"0.12.0"}""", contentType: "application/json");
        await using var second = await OllamaLab.RawAsync("""{"version":"0.12.0"}""", contentType: "application/json");
        Assert.Equal([first.BaseUrl], await Discovery(first, Nowhere, first.BaseUrl, second.BaseUrl).FindAsync(CancellationToken.None));
        Assert.Equal("GET /api/version", Assert.Single(first.Requests));
        Assert.Single(second.Requests);
        Assert.DoesNotContain("Authorization", first.LastHeaders.Keys);
    }

    [Theory]
    [InlineData("""{"version":""}""", 200)]
    [InlineData("""{"version":1}""", 200)]
    [InlineData("""{"name":"other"}""", 200)]
    [InlineData("[]", 200)]
    [InlineData("{\"version\":", 200)]
    [InlineData("<html>version</html>", 200)]
    [InlineData("", 200)]
    [InlineData("""{"version":"1"}""", 302)]
    [InlineData("""{"version":"1"}""", 404)]
    public async Task Search_WhereSomethingElseAnswers_FindsNothing(string body, int status)
    {
        await using var other = await OllamaLab.RawAsync(body, status, "application/json", ("Location", "http://127.0.0.1:1/"));
        Assert.Empty(await Discovery(other, other.BaseUrl, Nowhere).FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Search_WhereTheAnswerIsTooLong_FindsNothing()
    {
        await using var other = await OllamaLab.RawAsync($$"""{"version":"1","x":"{{new string('x', 200_000)}}"}""");
        Assert.Empty(await Discovery(other, other.BaseUrl).FindAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_WhereThePlaceHangs_GivesItUpAfterItsTime(bool hasBegun)
    {
        var time = new FakeTimeProvider();
        var (asked, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var hanging = await OllamaLab.StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (hasBegun) await context.Response.WriteAsync("{\"version\":");
            if (hasBegun) await context.Response.Body.FlushAsync();
            asked.SetResult();
            await aborted.Task;
        });
        var search = new OllamaDiscovery(hanging.Http, time, [hanging.BaseUrl]).FindAsync(CancellationToken.None);
        await asked.Task.WaitAsync(FakeUpstream.Patience);
        Assert.False(search.IsCompleted);
        time.Advance(OllamaDiscovery.Limit);
        Assert.Empty(await search.WaitAsync(FakeUpstream.Patience));
        await aborted.Task.WaitAsync(FakeUpstream.Patience);
    }

    [Fact]
    public async Task Search_ThatIsCancelled_FindsNothingAndDoesNotThrow()
    {
        await using var lab = await OllamaLab.RawAsync("""{"version":"0.12.0"}""");
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        Assert.Empty(await Discovery(lab, lab.BaseUrl).FindAsync(cancel.Token));
    }

    private static OllamaDiscovery Discovery(OllamaLab lab, params Uri[] places) => new(lab.Http, TimeProvider.System, places);
}
