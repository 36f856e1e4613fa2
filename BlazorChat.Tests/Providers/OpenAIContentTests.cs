using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.OpenAI;
using Microsoft.Extensions.AI;
using static BlazorChat.Tests.Providers.Updates;

namespace BlazorChat.Tests.Providers;

/// <summary>What an answer holds beside text: images and sources.</summary>
public sealed class OpenAIContentTests
{
    private const string Stop = """{"choices":[{"delta":{},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("""{"content":"a","images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"a"},{"type":"image_url","image_url":"data:image\/PNG;x=y;base64,AQID"}]}""")]
    public async Task Stream_WithAnImage_GivesItsBytesBesideTheText(string delta)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta(delta), Stop);
        var updates = await upstream.AskAsync();
        var image = Assert.Single(Of<DataContent>(updates));
        Assert.Equal("image/png", image.MediaType);
        Assert.Equal([1, 2, 3], image.Data.ToArray());
        Assert.Equal("a", updates.Text());
    }

    [Fact]
    public async Task Stream_WithTheAddressOfAnImage_GivesTheAddress()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"images":[{"image_url":{"url":"https://host/a.png"}},{"image_url":{"url":"file:///etc/passwd"}},{"image_url":7},null]}"""), Stop);
        Assert.Equal("https://host/a.png", Assert.Single(Of<UriContent>(await upstream.AskAsync())).Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("data:image/png;base64,%%%")]
    [InlineData("data:image/png,abc")]
    [InlineData("data:text/html;base64,AQID")]
    [InlineData("data:image/;base64,AQID")]
    [InlineData("data:")]
    public async Task Stream_WithAnImageThatIsNone_Fails(string url)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), Delta($$$"""{"images":[{"image_url":{"url":"{{{url}}}"}}]}"""));
        var failure = await upstream.FailAsync();
        Assert.Equal(ProviderException.Failed, failure.Code);
        Assert.Contains("cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithAnImageAsLargeAsItMayBe_IsReadAndTheTextGoesOn()
    {
        await using var upstream = await FakeUpstream.SseAsync(Image(AnswerImages.MaxBytes), Delta("""{"content":"b"}""", "stop"));
        var updates = await upstream.AskAsync();
        Assert.Equal(AnswerImages.MaxBytes, Assert.Single(Of<DataContent>(updates)).Data.Length);
        Assert.Equal("b", updates.Text());
    }

    [Theory]
    [InlineData((20 << 20) + 1, "an image of more than 20 MiB")]
    [InlineData(25 << 20, "a line of more than")]
    public async Task Stream_WithAnImageThatIsTooLarge_IsTooMuch(int bytes, string why)
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"a"}"""), Image(bytes));
        var failure = await upstream.FailAsync();
        Assert.Equal(ProviderException.TooMuch, failure.Code);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_AfterALongOneWithAnImage_AreReadInASmallBuffer()
    {
        var body = System.Text.Encoding.UTF8.GetBytes($"data:image/{new string('x', 4 << 20)}\nshort\n{new string('y', 9000)}\nend\n");
        var reader = new LineReader(new MemoryStream(body));
        var lengths = new List<int>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line) lengths.Add(line.Length);
        Assert.Equal([(4 << 20) + 11, 5, 9000, 3], lengths);
        Assert.True(reader.BufferSize <= 1 << 16, $"The buffer is {reader.BufferSize} bytes long.");
    }

    [Fact]
    public async Task Stream_WithAnnotations_GivesEachSourceOnce()
    {
        const string Source = """{"annotations":[{"type":"url_citation","url_citation":{"url":"https://a.org/x","title":"A","content":"words","start_index":0,"end_index":0}},{"type":"file_citation","url":"https://no.org"}]}""";
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":"text"}"""), Delta(Source), Delta(Source), Stop);
        var updates = await upstream.AskAsync();
        var source = Assert.Single(Sources(updates));
        Assert.Equal(("https://a.org/x", "A", "words"), (source.Url!.AbsoluteUri, source.Title, source.Snippet));
        Assert.Equal("text", updates.Text());
    }

    [Fact]
    public async Task Stream_OfPerplexity_GivesTitlesAndTheRestOfTheAddresses()
    {
        const string Chunk = """{"citations":["https://a.org/","https://b.org/","javascript:alert(1)",5],"search_results":[{"title":"A","url":"https://a.org/","snippet":"s"}],"choices":[{"delta":{"content":"t"}}]}""";
        await using var upstream = await FakeUpstream.SseAsync(Chunk, Chunk, Stop);
        var sources = Sources(await upstream.AskAsync());
        Assert.Equal([("https://a.org/", "A", "s"), ("https://b.org/", null, null)], sources.Select(source => (source.Url!.AbsoluteUri, source.Title, source.Snippet)));
    }

    [Fact]
    public async Task Stream_WithARefusal_GivesItAsTextAndTheReasonThatWasSent()
    {
        await using var upstream = await FakeUpstream.SseAsync(Delta("""{"content":null,"refusal":"I can't."}"""), Delta("{}", "content_filter"));
        var updates = await upstream.AskAsync();
        Assert.Equal("I can't.", updates.Text());
        Assert.Equal([ChatFinishReason.ContentFilter], updates.Finishes());
    }

    [Fact]
    public async Task Stream_WithDeepSeeksUsage_TellsWhatWasCached()
    {
        await using var upstream = await FakeUpstream.SseAsync("""{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_cache_hit_tokens":6,"completion_tokens_details":{"reasoning_tokens":2}}}""");
        var usage = Assert.Single((await upstream.AskAsync()).Usages());
        Assert.Equal((9L, 4L, 6L, 2L), (usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount));
    }

    private static string Image(int bytes) => Delta($$$"""{"images":[{"image_url":{"url":"data:image/png;base64,{{{Convert.ToBase64String(new byte[bytes])}}}"}}]}""");

    private static List<T> Of<T>(IEnumerable<ChatResponseUpdate> updates) => [.. updates.SelectMany(update => update.Contents).OfType<T>()];

    private static List<CitationAnnotation> Sources(IEnumerable<ChatResponseUpdate> updates) => [.. Of<TextContent>(updates).SelectMany(text => text.Annotations ?? []).Cast<CitationAnnotation>()];
}
