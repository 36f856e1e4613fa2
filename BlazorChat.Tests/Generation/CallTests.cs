using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

/// <summary>What becomes of a call that goes over to another model, and of what comes beside text.</summary>
public sealed class CallTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_OfAFallback_SaysWhoAnsweredAndCountsBothCalls(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, fallback: "second/parrot");
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Fail(new ProviderException(ProviderException.KeyRejected, "test", "No."));
        (await engine.Model.NextCallAsync()).Say("hello").Give(Usage(10, 5)).Finish();

        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(sent.MessageId)).Status);
        var message = await engine.MessageAsync(sent);
        Assert.Equal(("second/parrot", "test/parrot", "hello"), (message.ModelId, message.RequestedModelId, message.Text));
        var entries = (await engine.RowsAsync<UsageEntry>()).OrderBy(entry => entry.OpenedAt).ToList();
        Assert.Equal([("test", 0L, 0L), ("second", 10L, 5L)], entries.Select(entry => (entry.Connection, entry.PromptTokens, entry.CompletionTokens)));
        await engine.AssertInOrderAsync();
    }

    [Fact]
    public async Task Answer_ThatFailsInTheMiddle_IsNotAskedElsewhere()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, fallback: "second/parrot");
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Say("half").Fail(new ProviderException(ProviderException.StreamBroken, "test", "Gone."));

        Assert.Equal(MessageStatus.Interrupted, (await engine.EndOfAsync(sent.MessageId)).Status);
        Assert.Equal(1, engine.Model.Calls);
        Assert.Null((await engine.MessageAsync(sent)).RequestedModelId);
    }

    [Fact]
    public async Task Answer_ThatIsRetried_TellsItsReadersUntilItBegins()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await engine.AskAsync("hi");
        await using var events = engine.Feed.ReadAsync(engine.Ann, sent.MessageId, null, TestTimeout.Token).GetAsyncEnumerator();
        (await engine.Model.NextCallAsync()).Fail(new ProviderException(ProviderException.Failed, "test", "Busy.") { IsTransient = true, RetryAfter = TimeSpan.Zero });
        await NextAsync(events, item => item is FeedNotice { Code: FeedNotice.Retrying });
        (await engine.Model.NextCallAsync()).Say("hello").Finish();
        await NextAsync(events, item => item is FeedNotice { Code: null } or FeedDelta);
        await NextAsync(events, item => item is FeedEnd { Status: MessageStatus.Completed });
        Assert.Single(await engine.RowsAsync<UsageEntry>());
    }

    [Fact]
    public async Task Answer_ThatIsStoppedInThePauseBeforeARetry_IsStoppedAtOnce()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, fallback: "second/parrot");
        var sent = await WaitingAsync(engine);
        await engine.Conversations.StopAsync(engine.Ann, sent.JobId, TestTimeout.Token);

        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(sent.MessageId)).Status);
        Assert.Equal(1, engine.Model.Calls);
        await engine.AssertInOrderAsync();
    }

    [Fact]
    public async Task Server_ThatEndsInThePauseBeforeARetry_LeavesTheAnswerQueued()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await WaitingAsync(engine);
        await engine.StopAsync();

        Assert.Equal(MessageStatus.Queued, (await engine.MessageAsync(sent)).Status);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_WithAnImageAndSources_KeepsThem(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("draw");
        var source = new CitationAnnotation { Url = new Uri("https://example.org/a"), Title = "A\u202e" };
        (await engine.Model.NextCallAsync()).Say("one")
            .Give(new TextContent("") { Annotations = [source, new CitationAnnotation { Url = new Uri("javascript:alert(1)") }, source] })
            .Give(new DataContent(Png, "image/png")).Give(new DataContent("<svg/>"u8.ToArray(), "image/svg+xml")).Say("two").Finish();

        await engine.EndOfAsync(sent.MessageId);
        var parts = (await engine.MessageAsync(sent)).Parts;
        Assert.Equal([new TextPart("one"), parts[1], new TextPart("two"), new CitationPart("https://example.org/a", "A")], parts);
        var image = Assert.IsType<ImagePart>(parts[1]);
        var images = engine.Services.GetRequiredService<ImageStore>();
        var found = await images.FindAsync(engine.Ann, image.ImageId, TestTimeout.Token);
        Assert.Equal("image/png", found?.MediaType);
        Assert.Equal(Png, found?.Content);
        Assert.Null(await images.FindAsync(engine.Bob, image.ImageId, TestTimeout.Token));
    }

    [Fact]
    public async Task Answer_OfAModelWithAPrice_CostsByIt()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, price: ("3", "0.3", "15"));
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Say("hello").Give(Usage(1_000, 200, cached: 400)).Finish();
        await engine.EndOfAsync(sent.MessageId);

        var entry = Assert.Single(await engine.RowsAsync<UsageEntry>());
        // 600 at 3, 400 at 0.3 and 200 at 15 dollars a million, in nano-dollars.
        Assert.Equal((600 * 3_000L) + (400 * 300L) + (200 * 15_000L), entry.CostNanoDollars);
        Assert.Equal((3_000_000_000L, 300_000_000L, 15_000_000_000L), (entry.PromptPrice, entry.CachedPrice, entry.CompletionPrice));
    }

    [Fact]
    public async Task Answer_WithAnImageBetweenTextsOfOneUpdate_KeepsTheirOrder()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await engine.AskAsync("draw");
        (await engine.Model.NextCallAsync()).Give(new TextContent("one"), new DataContent(Png, "image/png"), new TextContent("two")).Finish();
        await engine.EndOfAsync(sent.MessageId);

        Assert.Equal([typeof(TextPart), typeof(ImagePart), typeof(TextPart)], (await engine.MessageAsync(sent)).Parts.Select(part => part.GetType()));
    }

    [Fact]
    public async Task Answer_WithAnImageThatFindsTheDiskFull_SaysSoAndKeepsTheText()
    {
        var full = new FullDisk("message_images");
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, services => services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(full)));
        var sent = await engine.AskAsync("draw");
        (await engine.Model.NextCallAsync()).Say("one").Give(new DataContent(Png, "image/png"));

        Assert.Equal(MessageStatus.Failed, (await engine.EndOfAsync(sent.MessageId)).Status);
        var parts = (await engine.MessageAsync(sent)).Parts;
        Assert.Equal((new TextPart("one"), "storage_full"), (parts[0], Assert.IsType<ErrorPart>(parts[1]).Code));
    }

    [Fact]
    public async Task Answer_WithSourcesThatIsContinued_StaysOneTextWithTheSourcesBehindIt()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await engine.AskAsync("search");
        (await engine.Model.NextCallAsync()).Say("one ").Give(Source("https://example.org/a")).Finish("length");
        await engine.EndOfAsync(sent.MessageId);
        var before = await engine.ReadToEndAsync(sent.MessageId);
        await engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token);
        (await engine.Model.NextCallAsync()).Say("two").Give(Source("https://example.org/b")).Give(Source("https://example.org/a")).Finish();
        await engine.EndOfAsync(sent.MessageId);

        MessagePart[] expected = [new TextPart("one two"), new CitationPart("https://example.org/a"), new CitationPart("https://example.org/b")];
        Assert.Equal(expected, (await engine.MessageAsync(sent)).Parts);
        // Who has read the sources of the first attempt is told to go back before them.
        var after = await engine.ReadToEndAsync(sent.MessageId, before.OfType<FeedDelta>().Last().Position);
        Assert.Equal("2.4", Assert.Single(after.OfType<FeedReset>()).Position.ToString());
        Assert.Equal([new TextPart("two"), expected[1], expected[2]], after.OfType<FeedDelta>().Select(delta => delta.Part));
    }

    /// <summary>An answer whose provider asks for a minute; a reader that comes only now is told.</summary>
    private static async Task<SendResult> WaitingAsync(Engine engine)
    {
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Fail(new ProviderException(ProviderException.RateLimited, "test", "Busy.") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(60) });
        await using var events = engine.Feed.ReadAsync(engine.Ann, sent.MessageId, null, TestTimeout.Token).GetAsyncEnumerator();
        await NextAsync(events, item => item is FeedNotice { Code: FeedNotice.Retrying });
        return sent;
    }

    private static TextContent Source(string url) => new("") { Annotations = [new CitationAnnotation { Url = new Uri(url) }] };

    private static UsageContent Usage(long prompt, long completion, long? cached = null) =>
        new(new UsageDetails { InputTokenCount = prompt, OutputTokenCount = completion, CachedInputTokenCount = cached });

    private static async Task NextAsync(IAsyncEnumerator<FeedEvent> events, Func<FeedEvent, bool> isIt)
    {
        while (await events.MoveNextAsync())
        {
            if (isIt(events.Current)) return;
        }

        Assert.Fail("The feed ended without it.");
    }
}
