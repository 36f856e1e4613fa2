using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

/// <summary>The way of a message, on every database.</summary>
public sealed class ConversationTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_OfAFirstMessage_IsAnsweredStoredAndCounted(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("What is an ox?");
        var call = await engine.Model.NextCallAsync();
        call.Give(new TextReasoningContent("Hm.")).Say("A strong ", "animal.").Give(new UsageContent(new() { InputTokenCount = 5, OutputTokenCount = 9 })).Finish();

        Assert.Equal(new FeedEnd(MessageStatus.Completed, "stop"), await engine.EndOfAsync(sent.MessageId));
        var branch = (await engine.BranchAsync(sent.SessionId)).Messages;
        Assert.Equal([MessageRole.User, MessageRole.Assistant], branch.Select(message => message.Role));
        Assert.Equal([new ReasoningPart("Hm."), new TextPart("A strong animal.")], branch[1].Parts);
        Assert.Equal("test/parrot", branch[1].ModelId);
        Assert.Equal((5, 9, false), (branch[1].Metrics!.PromptTokens, branch[1].Metrics!.CompletionTokens, branch[1].Metrics!.IsEstimated));
        Assert.Equal("What is an ox?", (await engine.Sessions.FindAsync(engine.Ann, sent.SessionId, TestTimeout.Token))!.Title);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_OfASecondMessage_GivesTheModelTheWholeBranch(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        (await engine.Model.NextCallAsync()).Say("uno").Finish();
        await engine.EndOfAsync(first.MessageId);

        await engine.AskAsync("two", first.SessionId);
        var call = await engine.Model.NextCallAsync();
        Assert.Equal(["user: one", "assistant: uno", "user: two"], call.Messages.Select(message => $"{message.Role}: {message.Text}"));
        call.Finish();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_WithTheSameKeyAtOnce_SendsOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.AskAsync("once", key: "k")));

        Assert.Single(sends.Distinct());
        Assert.Single(await engine.RowsAsync<GenerationJob>());
        (await engine.Model.NextCallAsync()).Say("x").Finish();
        await engine.EndOfAsync(sends[0].MessageId);
        Assert.Equal(1, engine.Model.Calls);
        Assert.Equal(sends[0], await engine.AskAsync("once", key: "k"));
        var conflict = await Assert.ThrowsAsync<RefusedException>(() => engine.AskAsync("something else", key: "k"));
        Assert.Equal(RefusedException.IdempotencyConflict, conflict.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_WhileAnAnswerRuns_WaitsAndIsAttachedWhenItsTurnComes(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        var call = await engine.Model.NextCallAsync();
        var second = await engine.AskAsync("two", first.SessionId);
        var third = await engine.AskAsync("three", first.SessionId);

        var page = await engine.BranchAsync(first.SessionId);
        Assert.Equal(2, page.Messages.Count);
        Assert.Equal([second.UserMessageId, second.MessageId, third.UserMessageId, third.MessageId], page.Pending.Select(message => message.Id));

        call.Say("uno").Finish();
        (await engine.Model.NextCallAsync()).Say("dos").Finish();
        var last = await engine.Model.NextCallAsync();
        Assert.Equal(["one", "uno", "two", "dos", "three"], last.Messages.Select(message => message.Text));
        last.Say("tres").Finish();
        await engine.EndOfAsync(third.MessageId);
        page = await engine.BranchAsync(first.SessionId);
        Assert.Equal("one uno two dos three tres", string.Join(' ', page.Messages.Select(message => message.Text)));
        Assert.Empty(page.Pending);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_WithMessagesWaiting_KeepsTheTextAndHoldsThem(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        var call = (await engine.Model.NextCallAsync()).Say("un");
        await ReceivedAsync(engine, first.MessageId);
        var second = await engine.AskAsync("two", first.SessionId);
        var third = await engine.AskAsync("three", first.SessionId);

        await engine.Conversations.StopAsync(engine.Ann, first.JobId, TestTimeout.Token);
        await call.Cancelled;
        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(first.MessageId)).Status);
        Assert.Equal("un", (await engine.MessageAsync(first)).Text);
        Assert.All((await engine.BranchAsync(first.SessionId)).Pending.Where(message => message.Role == MessageRole.Assistant), message => Assert.True(message.IsHeld));

        await engine.Conversations.DiscardAsync(engine.Ann, second.JobId, TestTimeout.Token);
        await engine.Conversations.ReleaseAsync(engine.Ann, third.JobId, TestTimeout.Token);
        call = await engine.Model.NextCallAsync();
        Assert.Equal(["one", "un", "three"], call.Messages.Select(message => message.Text));
        call.Say("x").Finish();
        await engine.EndOfAsync(third.MessageId);
        Assert.Empty((await engine.BranchAsync(first.SessionId)).Pending);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Regenerate_OfAnAnswer_MakesASiblingAtOnce(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        var running = (await engine.Model.NextCallAsync()).Say("uno");

        var again = await engine.Conversations.RegenerateAsync(engine.Ann, first.MessageId, null, TestTimeout.Token);
        (await engine.Model.NextCallAsync()).Say("eins").Finish(); // Beside the one that still runs.
        await engine.EndOfAsync(again.MessageId);
        running.Finish();
        await engine.EndOfAsync(first.MessageId);

        Assert.Equal(["one", "eins"], (await engine.BranchAsync(first.SessionId)).Messages.Select(message => message.Text));
        Assert.Equal(3, (await engine.RowsAsync<Message>()).Count);
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Send_ToAnEarlierMessage_StartsABranchWithoutWaiting(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var first = await engine.AskAsync("one");
        (await engine.Model.NextCallAsync()).Say("uno").Finish();
        await engine.EndOfAsync(first.MessageId);
        var second = await engine.AskAsync("two", first.SessionId);
        var running = await engine.Model.NextCallAsync();

        var branch = await engine.AskAsync("other", first.SessionId, parent: first.MessageId);
        var call = await engine.Model.NextCallAsync();
        Assert.Equal(["one", "uno", "other"], call.Messages.Select(message => message.Text));
        call.Say("o").Finish();
        running.Say("dos").Finish();
        await engine.EndOfAsync(branch.MessageId);
        await engine.EndOfAsync(second.MessageId);
        Assert.Equal(["one", "uno", "other", "o"], (await engine.BranchAsync(first.SessionId)).Messages.Select(message => message.Text));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Continue_OfACutAnswer_GoesOnInTheSameMessage(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("count");
        (await engine.Model.NextCallAsync()).Say("1, 2").Finish(reason: null);
        Assert.Equal(MessageStatus.Interrupted, (await engine.EndOfAsync(sent.MessageId)).Status);

        await engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token);
        var call = await engine.Model.NextCallAsync();
        Assert.Equal("1, 2", call.Messages[1].Text);
        Assert.Equal(ChatRole.User, call.Messages[2].Role);
        call.Say(", 3").Finish();
        Assert.Equal(MessageStatus.Completed, (await engine.EndOfAsync(sent.MessageId)).Status);

        var message = await engine.MessageAsync(sent);
        Assert.Equal([new TextPart("1, 2, 3")], message.Parts);
        Assert.Equal(2, (await engine.RowsAsync<UsageEntry>()).Count);
        var late = await engine.ReadToEndAsync(sent.MessageId, new StreamPosition(1, 5)); // Has read the error, too.
        Assert.Equal("2.4", Assert.Single(late.OfType<FeedReset>()).Position.ToString());
        Assert.Equal(", 3", string.Concat(late.OfType<FeedDelta>().Select(delta => delta.Part).OfType<TextPart>().Select(part => part.Text)));
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Finish_WithAWordThatCannotBeStored_EndsAllTheSame(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("x");
        (await engine.Model.NextCallAsync()).Say("y").Finish("st\0p");
        Assert.Equal(new FeedEnd(MessageStatus.Completed, "st\uFFFDp"), await engine.EndOfAsync(sent.MessageId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Answers_InTheBin_AskNoModelAnyMore(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("x");
        (await engine.Model.NextCallAsync()).Say("y").Finish(reason: null);
        await engine.EndOfAsync(sent.MessageId);
        await engine.Sessions.DeleteAsync(engine.Ann, sent.SessionId, TestTimeout.Token);

        var regenerated = await Assert.ThrowsAsync<RefusedException>(() => engine.Conversations.RegenerateAsync(engine.Ann, sent.MessageId, null, TestTimeout.Token));
        var continued = await Assert.ThrowsAsync<RefusedException>(() => engine.Conversations.ContinueAsync(engine.Ann, sent.MessageId, TestTimeout.Token));
        Assert.Equal((RefusedException.NotFound, RefusedException.NotFound), (regenerated.Code, continued.Code));
        Assert.Equal(1, engine.Model.Calls);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stop_WhileNothingCanBeWritten_StillEndsTheCall(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var sent = await engine.AskAsync("x");
        var call = (await engine.Model.NextCallAsync()).Say("y");
        await ReceivedAsync(engine, sent.MessageId);
        using (var cancelled = new CancellationTokenSource())
        using (await engine.Services.GetRequiredService<WriterGate>().EnterAsync(TestTimeout.Token)) // The storage takes no other write now.
        {
            var stopping = engine.Conversations.StopAsync(engine.Ann, sent.JobId, cancelled.Token);
            await call.Cancelled;
            await cancelled.CancelAsync();
            await Task.WhenAny(stopping);
        }

        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(sent.MessageId)).Status);
    }

    internal static async Task ReceivedAsync(Engine engine, Guid messageId)
    {
        await foreach (var item in engine.Feed.ReadAsync(engine.Ann, messageId, null, TestTimeout.Token))
        {
            if (item is FeedDelta) return;
        }
    }
}
