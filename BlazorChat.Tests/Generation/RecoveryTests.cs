using BlazorChat.Core.Generation;
using BlazorChat.Core.Generation.Journal;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

/// <summary>What a start makes of the rows that a dead process left, on every database.</summary>
public sealed class RecoveryTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_WithTextInTheJournal_InterruptsAndKeepsAllOfIt(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await DieAsync(engine, new ReasoningPart("hm"), new TextPart("one "), new TextPart("two 😀"));
        var waiting = await engine.AskAsync("next", sent.SessionId);

        await engine.RunAsync();

        var message = await engine.MessageAsync(sent);
        Assert.Equal(MessageStatus.Interrupted, message.Status);
        Assert.Equal([new ReasoningPart("hm"), new TextPart("one two 😀")], message.Parts.Take(2));
        Assert.Equal("server_restarted", Assert.IsType<ErrorPart>(message.Parts[2]).Code);
        Assert.True((await engine.BranchAsync(sent.SessionId)).Pending.Single(pending => pending.Id == waiting.MessageId).IsHeld);
        var ledger = Assert.Single(await engine.RowsAsync<UsageEntry>());
        Assert.True(ledger is { IsEstimated: true, SettledAt: not null, CompletionTokens: > 0 });
        await engine.AssertInOrderAsync();
    }

    [Fact]
    public async Task Recover_OfAContinuedAnswerWithSources_KeepsThemBehindTheText()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var sent = await engine.AskAsync("search");
        var source = new CitationPart("https://example.org/a");
        var store = engine.Services.GetRequiredService<GenerationStore>();
        await store.ClaimAsync(sent.JobId, TestTimeout.Token);
        await store.EndAsync(new GenerationEnd(sent.JobId, new GenerationOutcome(MessageStatus.Completed, "length"), [new TextPart("one "), source]), TestTimeout.Token);
        await engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token);
        var claimed = await store.ClaimAsync(sent.JobId, TestTimeout.Token);
        var live = new LiveMessage(sent.MessageId);
        live.Begin(claimed!.Message);
        live.Append(new TextPart("two"));
        var entry = Assert.Single(live.Slice(4));
        await engine.Services.GetRequiredService<IJournalSink>().WriteAsync(
            [new JournalEntry { MessageId = sent.MessageId, Attempt = 2, Offset = entry.Start, Payload = PartsJson.WriteOne(entry.Part) }], TestTimeout.Token);
        await engine.Database.WriteAsync(context => context.Set<GenerationJob>().ExecuteUpdateAsync(update => update.SetProperty(job => job.WorkerId, Guid.NewGuid())), TestTimeout.Token);
        await engine.RunAsync();

        Assert.Equal([new TextPart("one two"), source], (await engine.MessageAsync(sent)).Parts.SkipLast(1));
        var events = await engine.ReadToEndAsync(sent.MessageId, new StreamPosition(2, 9)); // Ahead of what survived.
        Assert.Equal("3.7", Assert.Single(events.OfType<FeedReset>()).Position.ToString());
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_WithReadersAheadOfWhatSurvived_TellsThemToGoBackAndWhy(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await DieAsync(engine, new TextPart("abc"));
        await engine.RunAsync();

        foreach (var after in new[] { 6, 4, 3 }) // Ahead; where the error stands now; exactly there.
        {
            var events = await engine.ReadToEndAsync(sent.MessageId, new StreamPosition(1, after));
            Assert.Equal("2.3", Assert.Single(events.OfType<FeedReset>()).Position.ToString());
            Assert.IsType<ErrorPart>(Assert.Single(events.OfType<FeedDelta>()).Part);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_WithOneJobThatCannotBe_RecoversTheOthers(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var broken = await DieAsync(engine, new TextPart("broken"));
        await engine.Database.WriteAsync(context => context.Set<JournalEntry>().ExecuteUpdateAsync(update => update.SetProperty(entry => entry.Payload, "{")), TestTimeout.Token);
        var whole = await DieAsync(engine, new TextPart("whole"));
        var queued = await engine.AskAsync("queued");

        await engine.RunAsync();

        Assert.Equal("whole", (await engine.MessageAsync(whole)).Text);
        (await engine.Model.NextCallAsync()).Say("x").Finish();
        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(queued.MessageId)).Status);
        Assert.Equal(MessageStatus.Running, (await engine.MessageAsync(broken)).Status); // Left for the sweep.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Journal_WrittenAgainAfterALostAcknowledgement_HoldsThePieceOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sink = engine.Services.GetRequiredService<IJournalSink>();
        var entry = new JournalEntry { MessageId = Guid.CreateVersion7(), Attempt = 1, Payload = PartsJson.WriteOne(new TextPart("one")) };
        await sink.WriteAsync([entry], TestTimeout.Token);
        entry.Payload = PartsJson.WriteOne(new TextPart("one two"));
        await sink.WriteAsync([entry], TestTimeout.Token);

        Assert.Equal(new TextPart("one two"), PartsJson.ReadOne(Assert.Single(await engine.RowsAsync<JournalEntry>()).Payload));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_WithNothingReceived_RunsAgainAsANewAttempt(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await DieAsync(engine);

        await engine.RunAsync();
        (await engine.Model.NextCallAsync()).Say("whole").Finish();

        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(sent.MessageId)).Status);
        Assert.Equal("whole", (await engine.MessageAsync(sent)).Text);
        Assert.Equal(2, Assert.Single(await engine.RowsAsync<GenerationJob>()).Attempt);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_OfAJobThatTookTheServerDownAgainAndAgain_GivesUp(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await DieAsync(engine);
        await engine.Database.WriteAsync(context => context.Set<GenerationJob>().ExecuteUpdateAsync(update => update.SetProperty(job => job.Attempt, 3)), TestTimeout.Token);

        await engine.RunAsync();

        Assert.Equal(MessageStatus.Interrupted, (await engine.MessageAsync(sent)).Status);
        Assert.Equal(0, engine.Model.Calls);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Recover_OfWhatIsQueued_RunsIt(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var sent = await engine.AskAsync("still there?");

        await engine.RunAsync();
        (await engine.Model.NextCallAsync()).Say("yes").Finish();

        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(sent.MessageId)).Status);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Sweep_OfAJobWithoutAHeartbeat_EndsIt_AndLeavesTheLivingAlone(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var living = await DieAsync(engine, new TextPart("still here"));
        var beating = await DieAsync(engine, new TextPart("elsewhere"));
        var dead = await DieAsync(engine, new TextPart("gone"));
        await engine.Database.WriteAsync(
            context => context.Set<GenerationJob>().Where(job => job.Id != beating.JobId)
                .ExecuteUpdateAsync(update => update.SetProperty(job => job.HeartbeatAt, DateTimeOffset.UnixEpoch)),
            TestTimeout.Token);
        engine.Services.GetRequiredService<RunningGenerations>().Add(living.JobId, CancellationToken.None);

        await engine.Services.GetRequiredService<GenerationRecovery>().RecoverDeadAsync(TestTimeout.Token);

        Assert.Equal(MessageStatus.Interrupted, (await engine.MessageAsync(dead)).Status);
        Assert.Equal(MessageStatus.Running, (await engine.MessageAsync(beating)).Status);
        Assert.Equal(MessageStatus.Running, (await engine.MessageAsync(living)).Status);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Shutdown_WithAnswersRunning_SavesThemAndRunsTheUntouchedAgain(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var begun = await engine.AskAsync("begun");
        (await engine.Model.NextCallAsync()).Say("half");
        await ConversationTests.ReceivedAsync(engine, begun.MessageId);
        var untouched = await engine.AskAsync("untouched");
        await engine.Model.NextCallAsync();

        await engine.StopAsync();

        Assert.Equal(MessageStatus.Interrupted, (await engine.MessageAsync(begun)).Status);
        Assert.Equal("half", (await engine.MessageAsync(begun)).Text);
        Assert.Equal(MessageStatus.Queued, (await engine.MessageAsync(untouched)).Status);
        await engine.AssertInOrderAsync();
    }

    /// <summary>Leaves what a killed process leaves: a claimed job, and in the journal what it had flushed.</summary>
    private static async Task<SendResult> DieAsync(Engine engine, params MessagePart[] flushed)
    {
        var sent = await engine.AskAsync("question");
        await engine.Services.GetRequiredService<GenerationStore>().ClaimAsync(sent.JobId, TestTimeout.Token);
        await engine.Database.WriteAsync(
            context => context.Set<GenerationJob>().Where(job => job.Id == sent.JobId)
                .ExecuteUpdateAsync(update => update.SetProperty(job => job.WorkerId, Guid.CreateVersion7())),
            TestTimeout.Token);
        var live = new LiveMessage(sent.MessageId);
        live.Begin(new Message { Attempt = 1 });
        foreach (var part in flushed)
        {
            live.Append(part);
            var pieces = live.Slice(live.JournaledLength);
            var entries = pieces.Select(piece => new JournalEntry
            {
                MessageId = sent.MessageId, Attempt = 1, Offset = piece.Start, PartIndex = piece.PartIndex, Payload = PartsJson.WriteOne(piece.Part),
            });
            await engine.Services.GetRequiredService<IJournalSink>().WriteAsync([.. entries], TestTimeout.Token);
            live.JournaledLength = live.Length;
        }

        return sent;
    }
}
