using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Providers;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Generation;

/// <summary>What becomes of the answers of somebody whose sign-ins were ended, and of an account that may not be used any more.</summary>
public sealed class AccountEndingTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Ended_WhileAnswersRunAndWait_StopsThem_KeepsTheText_AndStartsNone(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var running = await engine.AskAsync("one");
        var call = await engine.Model.NextCallAsync();
        call.Say("half of ");
        var waiting = await engine.AskAsync("two", running.SessionId);
        var another = await engine.AskAsync("three");
        var anotherCall = await engine.Model.NextCallAsync();
        var bobs = await engine.Conversations.SendAsync(engine.Bob, new SendRequest("mine", "1"), TestTimeout.Token);
        var bobsCall = await engine.Model.NextCallAsync();
        await using (var reader = engine.Feed.ReadAsync(engine.Ann, running.MessageId, null, TestTimeout.Token).GetAsyncEnumerator())
        {
            while (await reader.MoveNextAsync() && reader.Current is not FeedDelta) { } // Something of it has come.
        }

        await TellAsync(engine);

        await Task.WhenAll(call.Cancelled, anotherCall.Cancelled);
        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(running.MessageId)).Status);
        Assert.Equal(MessageStatus.Stopped, (await engine.EndOfAsync(another.MessageId)).Status);
        Assert.Equal(new TextPart("half of "), (await engine.MessageAsync(running)).Parts[0]);
        Assert.True((await engine.BranchAsync(running.SessionId)).Pending.Single(pending => pending.Id == waiting.MessageId).IsHeld);
        Assert.Equal(3, engine.Model.Calls);
        bobsCall.Say("his").Finish();
        await foreach (var _ in engine.Feed.ReadAsync(engine.Bob, bobs.MessageId, null, TestTimeout.Token)) { }
        Assert.Contains(await engine.RowsAsync<GenerationJob>(), job => job.OwnerId == engine.Bob.UserId && job.Status == MessageStatus.Completed);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Disabled_WhileTheServerWasOff_RunsNothingThatWasQueued(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, run: false);
        var queued = await engine.AskAsync("one");
        await SetStateAsync(engine, AccountState.Disabled);
        engine.Services.GetRequiredService<AccountAccess>().Forget(engine.Ann.UserId); // As after a start.

        await engine.RunAsync();
        await SettledAsync(engine);

        Assert.Equal(0, engine.Model.Calls);
        var job = Assert.Single(await engine.RowsAsync<GenerationJob>());
        Assert.Equal((queued.JobId, MessageStatus.Stopped), (job.Id, job.Status));
        await engine.AssertInOrderAsync();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Start_ByASignInThatWasEndedSinceItWasLookedAt_StartsNothing(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()), run: false);
        var sent = await engine.AskAsync("one");
        await engine.EndAllAsync();
        var ended = new SignIn { Id = Guid.CreateVersion7(), UserId = engine.Ann.UserId, Method = "password", ExpiresAt = DateTimeOffset.MaxValue };
        await engine.Database.WriteAsync(context => { context.Add(ended); return Task.CompletedTask; }, TestTimeout.Token);
        var caller = engine.Ann with { SignInId = ended.Id };
        engine.Services.GetRequiredService<AccountAccess>().Forget(engine.Ann.UserId);
        await engine.Sessions.FindAsync(caller, sent.SessionId, TestTimeout.Token); // It is believed for two seconds, and the clock stands still.
        await engine.Database.WriteAsync(context => context.Set<SignIn>().ExecuteDeleteAsync(), TestTimeout.Token);

        Func<Task>[] starts =
        [
            () => engine.Conversations.SendAsync(caller, new SendRequest("two", "k") { SessionId = sent.SessionId }, TestTimeout.Token),
            () => engine.Conversations.RegenerateAsync(caller, sent.MessageId, null, TestTimeout.Token),
            () => engine.Conversations.ContinueAsync(caller, sent.MessageId, TestTimeout.Token),
            () => engine.Conversations.ReleaseAsync(caller, sent.JobId, TestTimeout.Token),
        ];

        foreach (var start in starts) Assert.Equal(RefusedException.SignedOut, (await Assert.ThrowsAsync<RefusedException>(start)).Code);
        Assert.Single(await engine.RowsAsync<GenerationJob>());
    }

    [Fact]
    public async Task Reader_WhoIsSignedOutInTheMiddle_GetsNothingMore()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite);
        var sent = await engine.AskAsync("one");
        var call = await engine.Model.NextCallAsync();
        await using var reader = engine.Feed.ReadAsync(engine.Ann, sent.MessageId, null, TestTimeout.Token).GetAsyncEnumerator();
        call.Say("half of ");
        while (await reader.MoveNextAsync() && reader.Current is not FeedDelta) { }

        await SetStateAsync(engine, AccountState.Disabled);
        engine.Services.GetRequiredService<AccountAccess>().Forget(engine.Ann.UserId);
        call.Say("a secret");

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => { while (await reader.MoveNextAsync()) Assert.IsNotType<FeedDelta>(reader.Current); });
        Assert.Equal(RefusedException.SignedOut, refused.Code);
    }

    [Theory]
    [InlineData(AccountState.Disabled, 0)]
    [InlineData(AccountState.Active, 1)]
    public async Task Ended_UnloadsTheConnections_OfAnAccountThatMayNotBeUsed(AccountState state, int expected)
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, run: false);
        var registry = engine.Services.GetRequiredService<ConnectionRegistry>();
        await engine.Services.GetRequiredService<ConnectionStore>().CreateAsync(
            engine.Ann, ConnectionScope.Mine, new ConnectionDraft("mine", "scripted") { BaseUrl = "https://llm.example.org", ApiKey = "sk-1" }, TestTimeout.Token);
        Assert.Single(registry.OwnOf(engine.Ann.UserId));

        await SetStateAsync(engine, state);
        await TellAsync(engine);

        Assert.Equal(expected, registry.OwnOf(engine.Ann.UserId).Count);
        if (state != AccountState.Active) await Assert.ThrowsAsync<RefusedException>(() => engine.Services.GetRequiredService<UserModels>().ForAsync(engine.Ann.UserId, TestTimeout.Token).AsTask());
        Assert.Equal(expected, registry.OwnOf(engine.Ann.UserId).Count);
    }

    private static Task TellAsync(Engine engine) => engine.Services.GetRequiredService<Revocation>().TellAsync(engine.Ann.UserId, endsAnswers: true);

    private static Task<int> SetStateAsync(Engine engine, AccountState state) => engine.Database.WriteAsync(
        context => context.Users.Where(user => user.Id == engine.Ann.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.State, state)), TestTimeout.Token);

    private static async Task SettledAsync(Engine engine)
    {
        var timeout = TestTimeout.Token;
        while ((await engine.RowsAsync<GenerationJob>()).Exists(job => !job.Status.IsEnd())) timeout.ThrowIfCancellationRequested();
    }
}
