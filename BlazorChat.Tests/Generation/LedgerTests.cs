using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace BlazorChat.Tests.Generation;

/// <summary>Each row of the ledger is settled once, with figures that can be summed, whatever became of its call.</summary>
public sealed class LedgerTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Server_ThatEndsBeforeAFallbackAnswers_LeavesNoRowOpen(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, fallback: "second/parrot");
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Fail(Rejected());
        await engine.Model.NextCallAsync();
        await engine.StopAsync();

        Assert.Equal(MessageStatus.Queued, (await engine.MessageAsync(sent)).Status);
        Assert.Equal(2, (await engine.RowsAsync<UsageEntry>()).Count);
        await engine.AssertInOrderAsync();
    }

    [Fact]
    public async Task Server_ThatEndsBeforeAnAnswerBegins_CountsThePromptAndItsPrice()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, price: ("3", "0.3", "15"));
        await engine.AskAsync("a question");
        await engine.Model.NextCallAsync();
        await engine.StopAsync();

        var entry = Assert.Single(await engine.RowsAsync<UsageEntry>());
        Assert.True(entry is { IsEstimated: true, PromptTokens: > 0, CompletionTokens: 0 });
        Assert.Equal(entry.PromptTokens * 3_000, entry.CostNanoDollars);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answer_WithFiguresThatNobodyCanBelieve_EndsAndCanBeSummed(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, price: ("3", "0.3", "15"));
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Say("hello").Give(Usage(long.MaxValue, long.MaxValue, long.MaxValue)).Finish();

        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(sent.MessageId)).Status);
        var entry = Assert.Single(await engine.RowsAsync<UsageEntry>());
        foreach (var figure in new[] { entry.PromptTokens, entry.CachedTokens, entry.CompletionTokens }) Assert.InRange(figure, 1, 1_000_000_000);
        Assert.InRange(entry.CostNanoDollars!.Value, 1, 1_000_000_000_000_000);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Figures_OfAnAnswerInTwoAttempts_AreSums(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, price: ("3", "0.3", "15"));
        var sent = await engine.AskAsync("count");
        (await engine.Model.NextCallAsync()).Say("1, 2").Give(Usage(100, 10, 40)).Finish("length");
        await engine.EndOfAsync(sent.MessageId);
        await engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token);
        (await engine.Model.NextCallAsync()).Say(", 3").Give(Usage(200, 20, 0)).Finish();
        await engine.EndOfAsync(sent.MessageId);

        var metrics = (await engine.MessageAsync(sent)).Metrics!;
        Assert.Equal((300, 40, 30, false), (metrics.PromptTokens, metrics.CachedTokens, metrics.CompletionTokens, metrics.IsEstimated));
        Assert.Equal((60 * 3_000L) + (40 * 300) + (10 * 15_000) + (200 * 3_000) + (20 * 15_000), metrics.CostNanoDollars);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Cost_OfAnAnswerWithoutAPrice_IsNotKnown(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.ExchangeAsync("hi", "hello");

        Assert.Null((await engine.MessageAsync(sent)).Metrics!.CostNanoDollars);
    }

    [Fact]
    public async Task Answer_WithMoreCachedTokensThanTokens_CostsNoLessThanNothing()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, price: ("3", "0", "15"));
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Say("hello").Give(Usage(10, 0, 1_000)).Finish();
        await engine.EndOfAsync(sent.MessageId);

        var entry = Assert.Single(await engine.RowsAsync<UsageEntry>());
        Assert.Equal((10L, 10L, 0L), (entry.PromptTokens, entry.CachedTokens, entry.CostNanoDollars));
    }

    [Fact]
    public async Task Call_ThatIsRefused_CostsNothing()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, price: ("3", "0.3", "15"));
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Fail(Rejected());

        Assert.Equal(MessageStatus.Failed, (await engine.EndOfAsync(sent.MessageId)).Status);
        var entry = Assert.Single(await engine.RowsAsync<UsageEntry>());
        Assert.Equal((0L, 0L, 0L), (entry.PromptTokens, entry.CompletionTokens, entry.CostNanoDollars));
    }

    [Fact]
    public async Task Answer_ThatNoFallbackGave_NamesTheModelThatWasChosen()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, fallback: "second/parrot");
        var sent = await engine.AskAsync("hi");
        (await engine.Model.NextCallAsync()).Fail(Rejected());
        (await engine.Model.NextCallAsync()).Fail(Rejected());

        Assert.Equal(MessageStatus.Failed, (await engine.EndOfAsync(sent.MessageId)).Status);
        var message = await engine.MessageAsync(sent);
        Assert.Equal(("test/parrot", null), (message.ModelId, message.RequestedModelId));
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Start_AfterACrashInTheMiddleOfATitle_SettlesItsRow(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var left = new UsageEntry { Id = Guid.CreateVersion7(), OwnerId = engine.Ann.UserId, Purpose = UsagePurpose.Title, PromptTokens = 100, PromptPrice = 3_000_000_000, CompletionPrice = 0, IsEstimated = true };
        await engine.Database.WriteAsync(context => Task.FromResult(context.Add(left)), TestTimeout.Token);
        await engine.RunAsync();

        Assert.Equal((100L, 300_000L), ((await engine.RowsAsync<UsageEntry>())[0].PromptTokens, (await engine.RowsAsync<UsageEntry>())[0].CostNanoDollars));
        await engine.AssertInOrderAsync();
    }

    private static ProviderException Rejected() => new(ProviderException.KeyRejected, "test", "No.");

    private static UsageContent Usage(long prompt, long completion, long cached) =>
        new(new UsageDetails { InputTokenCount = prompt, OutputTokenCount = completion, CachedInputTokenCount = cached });
}
