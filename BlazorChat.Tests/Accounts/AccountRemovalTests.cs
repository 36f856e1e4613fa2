using BlazorChat.Core.Accounts.Removal;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

/// <summary>An account goes with all its data; what was used and what was done stays.</summary>
public sealed class AccountRemovalTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_TakesEverythingOfTheAccount_AndNothingOfOthers(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var (bob, eve) = (await people.AddAsync("bob"), await people.AddAsync("eve"));
        foreach (var id in new[] { bob, eve }) await FillAsync(people, id);

        await people.Administration.DeleteAsync(people.Admin, bob, TestTimeout.Token);
        Assert.Equal((AccountState.Deleting, 0), ((await people.FindAsync(bob))!.State, await people.SignInsAsync(bob)));
        await Assert.ThrowsAsync<RefusedException>(() => people.SignInAsync(bob));
        Assert.True(await people.Removal.RunAsync(TestTimeout.Token));

        Assert.Null(await people.FindAsync(bob));
        Assert.Equal((0, 0, 0, 0), await CountAsync(people, bob));
        Assert.Equal((3, 6, 1, 1), await CountAsync(people, eve));
        Assert.Equal(2, await people.Database.ReadAsync(context => context.Set<UsageEntry>().CountAsync(), TestTimeout.Token));
        Assert.Equal(("ada", "bob"), (await people.AuditAsync(AuditActions.AccountDeleted)).Select(entry => (entry.ActorName, entry.SubjectName)).Single());
        await people.AddAsync("bob"); // The name is free again.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_ThatFailedOrWasKilledInItsMiddle_GoesOnAtTheNextStart(DatabaseKind kind)
    {
        var broken = new BreaksOnce();
        await using var people = await People.StartAsync(kind, services => services.AddSingleton<IAccountData>(broken));
        var bob = await people.AddAsync("bob");
        await FillAsync(people, bob);
        await people.Administration.DeleteAsync(people.Admin, bob, TestTimeout.Token);
        Assert.False(await people.Removal.RunAsync(TestTimeout.Token));
        Assert.Equal(AccountState.Deleting, (await people.FindAsync(bob))!.State);

        people.Get<StartupState>().MarkReady();
        await people.Removal.StartAsync(TestTimeout.Token);

        await broken.Done.Task.WaitAsync(TestTimeout.Token);
        await people.Removal.StopAsync(TestTimeout.Token);
        await people.Removal.RunAsync(TestTimeout.Token); // Stopped between the data and the row of the account, perhaps.
        Assert.Null(await people.FindAsync(bob));
        Assert.Equal((0, 0, 0, 0), await CountAsync(people, bob));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Delete_TheOwnAccount_IsAllowed_AndAnothersIsNot(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var bob = await people.SignInAsync(await people.AddAsync("bob"));
        var eve = await people.AddAsync("eve");
        var removal = people.Get<AccountRemoval>();

        await People.RefusedAsync(RefusedException.Forbidden, () => removal.BeginAsync(Actor.Of(bob), eve, TestTimeout.Token));
        await People.RefusedAsync(RefusedException.SignedOut, () => removal.BeginAsync(Actor.Of(bob with { SignInId = Guid.CreateVersion7() }), bob.UserId, TestTimeout.Token));
        await People.RefusedAsync(RefusedException.LastAdmin, () => removal.BeginAsync(people.Admin, people.Ada.UserId, TestTimeout.Token));
        await removal.BeginAsync(Actor.Of(bob), bob.UserId, TestTimeout.Token);
        await removal.BeginAsync(people.Admin, bob.UserId, TestTimeout.Token);

        Assert.Equal("bob", Assert.Single(await people.AuditAsync(AuditActions.AccountDeleted)).ActorName);
        await People.RefusedAsync(RefusedException.InvalidState, () => people.Administration.EnableAsync(people.Admin, bob.UserId, TestTimeout.Token));
    }

    [Fact]
    public async Task Delete_WhileAnAnswerHasNotEnded_WaitsForItsEnd()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var bob = await people.AddAsync("bob");
        await FillAsync(people, bob);
        await SetStatusAsync(people, MessageStatus.Running);
        await people.Administration.DeleteAsync(people.Admin, bob, TestTimeout.Token);

        var waits = people.Time.TimerOfAsync(TimeSpan.FromMilliseconds(500));
        var removal = people.Removal.RunAsync(TestTimeout.Token);
        await waits.WaitAsync(TestTimeout.Token);
        Assert.Equal((3, 6, 1, 1), await CountAsync(people, bob));
        await SetStatusAsync(people, MessageStatus.Stopped);
        people.Time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.True(await removal);
        Assert.Null(await people.FindAsync(bob));
    }

    private static Task<int> SetStatusAsync(People people, MessageStatus status) => people.Database.WriteAsync(
        context => context.Set<Message>().Where(message => message.Role == MessageRole.Assistant).ExecuteUpdateAsync(update => update.SetProperty(message => message.Status, status)), TestTimeout.Token);

    private static async Task FillAsync(People people, Guid owner)
    {
        await people.SignInAsync(owner);
        await people.Database.WriteAsync(
            context =>
            {
                for (var i = 0; i < 3; i++)
                {
                    var session = new Session { Id = Guid.CreateVersion7(), OwnerId = owner, DeletedAt = i == 0 ? DateTimeOffset.UnixEpoch : null };
                    var question = new Message { Id = Guid.CreateVersion7(), SessionId = session.Id, Sequence = 1, Role = MessageRole.User, Status = MessageStatus.Completed };
                    var answer = new Message { Id = Guid.CreateVersion7(), SessionId = session.Id, ParentId = question.Id, Sequence = 2, Role = MessageRole.Assistant, Status = MessageStatus.Completed };
                    context.AddRange(session, question, answer);
                    if (i == 0) context.Add(new MessageImage { Id = Guid.CreateVersion7(), OwnerId = owner, MessageId = answer.Id, MediaType = "image/png", Content = [1] });
                }

                context.Add(new StoredConnection { Id = Guid.CreateVersion7(), OwnerId = owner, Name = "mine", NormalizedName = "mine", Provider = "openai" });
                context.Add(new UsageEntry { Id = Guid.CreateVersion7(), OwnerId = owner, PromptTokens = 1 });
                return Task.CompletedTask;
            },
            TestTimeout.Token);
    }

    private static Task<(int Sessions, int Messages, int Images, int Connections)> CountAsync(People people, Guid owner) => people.Database.ReadAsync(
        async context => (
            await context.Set<Session>().CountAsync(row => row.OwnerId == owner),
            await context.Set<Message>().CountAsync(row => context.Set<Session>().Any(session => session.Id == row.SessionId && session.OwnerId == owner)),
            await context.Set<MessageImage>().CountAsync(row => row.OwnerId == owner),
            await context.Set<StoredConnection>().CountAsync(row => row.OwnerId == owner)),
        TestTimeout.Token);

    private sealed class BreaksOnce : IAccountData
    {
        private int _calls;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task DeleteAsync(Guid userId, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _calls) == 1) throw new IOException("The disk has gone.");
            Done.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
