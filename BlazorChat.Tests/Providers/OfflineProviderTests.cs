using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Offline;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BlazorChat.Tests.Providers;

public sealed class OfflineProviderTests
{
    [Fact]
    public async Task Answer_ToAQuestion_SaysWhatItIsAndHowToConnectAModel()
    {
        var updates = await AskAsync("What is the capital of France?");
        var text = updates.Text();
        Assert.Contains("> What is the capital of France?\n", text, StringComparison.Ordinal);
        Assert.All(["**no AI**", "*Settings*", "appsettings.json", "## ", "- [ ] ", "| --- |", "```json\n", "\"base_url\""], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("](", text, StringComparison.Ordinal);
        Assert.InRange(OfflineChatClient.Words(text).Count(), 120, 230);
        Assert.Equal([ChatFinishReason.Stop], updates.Finishes());
        var usage = Assert.Single(updates.Usages());
        Assert.Equal((6L, (long)updates.Count - 1), (usage.InputTokenCount, usage.OutputTokenCount));
    }

    [Fact]
    public async Task Answer_ToTheSameQuestion_IsTheSame()
    {
        Assert.Equal((await AskAsync("a")).Text(), (await AskAsync("a")).Text());
    }

    [Theory]
    [InlineData("", "> (an empty question)\n")]
    [InlineData("a\n\n# b `c` [d](http://e) <f>", "> a \\# b \\`c\\` \\[d\\](http\\://e) \\<f\\>\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123", "> 1234567890123456789012345678901234567890123456789012345678901234567890123456789…\n")]
    public async Task Answer_ToAnOddQuestion_QuotesItHarmlessly(string question, string quote)
    {
        Assert.Contains(quote, (await AskAsync(question)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToHalfASurrogatePair_QuotesTheReplacementCharacter()
    {
        Assert.Contains("> \ufffd\n", (await AskAsync("\ud83d")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithAPace_WaitsForTheClockBeforeEachWord()
    {
        var time = new FakeTimeProvider();
        using var client = Client(10, time);
        await using var updates = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        for (var i = 0; i < 3; i++)
        {
            var next = updates.MoveNextAsync().AsTask();
            time.Advance(TimeSpan.FromMilliseconds(99));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(await next.WaitAsync(FakeUpstream.Patience));
        }
    }

    [Fact]
    public async Task Answer_ThatIsCancelled_Stops()
    {
        using var client = Client(10, new FakeTimeProvider());
        using var cancel = new CancellationTokenSource();
        var answer = client.GetResponseAsync("hi", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(FakeUpstream.Patience));
    }

    private static async Task<List<ChatResponseUpdate>> AskAsync(string question)
    {
        using var client = Client(0, new FakeTimeProvider());
        return await client.GetStreamingResponseAsync(question).ToListAsync();
    }

    private static IChatClient Client(double wordsPerSecond, TimeProvider time) =>
        new OfflineProvider(Options.Create(new OfflineOptions { WordsPerSecond = wordsPerSecond }), time).CreateClient(OfflineProvider.Connection, "offline");
}
