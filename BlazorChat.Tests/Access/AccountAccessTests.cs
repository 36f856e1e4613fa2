using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Access;

/// <summary>Who may still ask, and how soon a change counts.</summary>
public sealed class AccountAccessTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Disabled_Here_CountsAtOnce_ForSignInsAndForTheServersOwnWork(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var caller = await desk.SignInAsync();
        await desk.Access.CheckAsync(caller, TestTimeout.Token);

        await desk.DisableAsync(caller.UserId);

        foreach (var asking in new[] { caller, new Caller(caller.UserId) })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Access.CheckAsync(asking, TestTimeout.Token).AsTask());
            Assert.Equal(RefusedException.SignedOut, refused.Code);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Disabled_InAnotherProcess_CountsWithinTwoSeconds(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var caller = await desk.SignInAsync();
        Assert.True(await desk.IsValidAsync(caller));

        await desk.DisableAsync(caller.UserId, elsewhere: true);

        Assert.True(await desk.IsValidAsync(caller)); // Still remembered: nobody could tell.
        desk.Time.Advance(AccountAccess.MaxAge);
        Assert.False(await desk.IsValidAsync(caller));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Watch_OfWhatAnotherProcessDid_TellsThoseItIsAbout_Once(DatabaseKind kind)
    {
        var ended = new List<Guid>();
        await using var desk = await AccessDesk.OpenAsync(kind, services => services.Add(new(typeof(IAccountEnding), new Ending(ended))));
        var (ann, bob) = (await desk.SignInAsync(), await desk.SignInAsync());
        var told = new List<Guid>();
        using var ofAnn = desk.Events.Subscribe(ann.UserId, () => told.Add(ann.UserId));
        using var ofBob = desk.Events.Subscribe(bob.UserId, () => told.Add(bob.UserId));
        Assert.True(await desk.IsValidAsync(ann) && await desk.IsValidAsync(bob));
        var watch = desk.Service<AccountWatch>();

        await watch.LookAsync(TestTimeout.Token);
        Assert.Empty(told);
        await desk.DisableAsync(ann.UserId, elsewhere: true);
        await watch.LookAsync(TestTimeout.Token);
        Assert.False(await desk.IsValidAsync(ann));
        await watch.LookAsync(TestTimeout.Token);
        await watch.LookAsync(TestTimeout.Token);

        Assert.Contains(ann.UserId, told);
        Assert.DoesNotContain(bob.UserId, told);
        Assert.DoesNotContain(bob.UserId, ended);
        Assert.Contains(ann.UserId, ended); // What runs for a disabled account ends, whoever disabled it.
        Assert.Single(told);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Watch_OfAChangeThatSomebodyWhoAskedFoundBefore_TellsAllTheSame_Once(DatabaseKind kind)
    {
        var ended = new List<Guid>();
        await using var desk = await AccessDesk.OpenAsync(kind, services => services.Add(new(typeof(IAccountEnding), new Ending(ended))));
        var caller = await desk.SignInAsync();
        var told = 0;
        using var subscription = desk.Events.Subscribe(caller.UserId, () => told++);
        Assert.True(await desk.IsValidAsync(caller));
        await desk.DisableAsync(caller.UserId, elsewhere: true);
        desk.Time.Advance(AccountAccess.MaxAge);
        Assert.False(await desk.IsValidAsync(caller)); // A request, between two looks.

        await desk.Service<AccountWatch>().LookAsync(TestTimeout.Token);
        await desk.Service<AccountWatch>().LookAsync(TestTimeout.Token);
        Assert.False(await desk.IsValidAsync(caller));
        await desk.Service<AccountWatch>().LookAsync(TestTimeout.Token);

        Assert.Contains(caller.UserId, ended);
        Assert.InRange(told, 1, 2);
    }

    [Fact]
    public async Task Watch_OfASignInThatRanOut_Tells_AndEndsNoAnswers()
    {
        var ended = new List<Guid>();
        await using var desk = await AccessDesk.OpenAsync(DatabaseKind.Sqlite, services => services.Add(new(typeof(IAccountEnding), new Ending(ended))));
        var caller = await desk.SignInAsync();
        var told = 0;
        using var subscription = desk.Events.Subscribe(caller.UserId, () => told++);
        Assert.True(await desk.IsValidAsync(caller));

        desk.Time.Advance(TimeSpan.FromDays(14));
        await desk.Service<AccountWatch>().LookAsync(TestTimeout.Token);

        Assert.Equal((1, 0), (told, ended.Count));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Admin_ThatIsNoneAnyMore_IsForbidden(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var admin = await desk.SignInAsync(isAdmin: true);
        await desk.Access.CheckAdminAsync(admin, TestTimeout.Token);

        await desk.Database.WriteAsync(context => context.Users.ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, false)), TestTimeout.Token);
        await desk.Revocation.TellAsync(admin.UserId, endsAnswers: false);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Access.CheckAdminAsync(admin, TestTimeout.Token).AsTask());
        Assert.Equal(RefusedException.Forbidden, refused.Code);
        await desk.Access.CheckAsync(admin, TestTimeout.Token);
    }

    [Fact]
    public async Task Caller_OfNoAccount_OrWithAnotherAccountsSignIn_IsRefused()
    {
        await using var desk = await AccessDesk.OpenAsync(DatabaseKind.Sqlite);
        var (ann, bob) = (await desk.SignInAsync(), await desk.SignInAsync());

        Assert.False(await desk.IsValidAsync(new Caller(Guid.CreateVersion7())));
        Assert.False(await desk.IsValidAsync(ann with { SignInId = bob.SignInId }));
        Assert.True(await desk.IsValidAsync(ann));
    }

    [Fact]
    public async Task Ending_ThatFails_KeepsNoOtherFromEnding()
    {
        var ended = new List<Guid>();
        await using var desk = await AccessDesk.OpenAsync(DatabaseKind.Sqlite, services =>
        {
            services.Add(new(typeof(IAccountEnding), new Failing()));
            services.Add(new(typeof(IAccountEnding), new Ending(ended)));
        });
        var caller = await desk.SignInAsync();
        using var failing = desk.Events.Subscribe(caller.UserId, () => throw new InvalidOperationException());
        var told = false;
        using var subscription = desk.Events.Subscribe(caller.UserId, () => told = true);

        await desk.DisableAsync(caller.UserId);

        Assert.True(told);
        Assert.Equal([caller.UserId], ended);
    }

    private sealed class Ending(List<Guid> ended) : IAccountEnding
    {
        public Task OnEndedAsync(Guid userId, CancellationToken cancellationToken)
        {
            ended.Add(userId);
            return Task.CompletedTask;
        }
    }

    private sealed class Failing : IAccountEnding
    {
        public Task OnEndedAsync(Guid userId, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
