using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.SignIns;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BlazorChat.Tests.Access;

/// <summary>Where people are signed in, on every database.</summary>
public sealed class SignInStoreTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_Twice_AreTwoSignInsOfOneAccount_AndTheListTellsWhichIsThis(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var first = await desk.SignInAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await desk.SignInAsync(first.UserId);
        await desk.SignInAsync(); // Somebody else.

        var list = await desk.SignIns.ListAsync(first, TestTimeout.Token);

        Assert.NotEqual(first.SignInId, second.SignInId);
        Assert.Equal([(second.SignInId, false), (first.SignInId, true)], list.Select(view => ((Guid?)view.Id, view.IsThis)));
        Assert.All(list, view => Assert.Equal(("password", "Firefox/140.0", "192.0.2.1"), (view.Method, view.Device, view.Address)));
        Assert.Equal(3, await CountAuditAsync(desk, AuditActions.SignedIn));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_WithABrowsersNameOfAnyLength_IsCutBetweenCharacters(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var userId = await desk.AddAccountAsync();

        var id = await desk.SignIns.BeginAsync(userId, AccessDesk.Start(new string('x', 399) + "😀 and more"), TestTimeout.Token);

        Assert.Equal(new string('x', 399), Assert.Single(await desk.SignIns.ListAsync(new(userId) { SignInId = id }, TestTimeout.Token)).Device);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task End_OfOne_LeavesTheOther_AndOfSomebodyElseIsUnknown(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var first = await desk.SignInAsync();
        var second = await desk.SignInAsync(first.UserId);
        var stranger = await desk.SignInAsync();

        var foreign = await Assert.ThrowsAsync<RefusedException>(() => desk.SignIns.EndAsync(stranger, second.SignInId!.Value, TestTimeout.Token));
        Assert.Equal((RefusedException.NotFound, true), (foreign.Code, await desk.IsValidAsync(second)));

        await desk.SignIns.EndAsync(first, second.SignInId!.Value, TestTimeout.Token);

        Assert.Equal((true, false), (await desk.IsValidAsync(first), await desk.IsValidAsync(second)));
        var gone = await Assert.ThrowsAsync<RefusedException>(() => desk.SignIns.EndAsync(first, second.SignInId!.Value, TestTimeout.Token));
        Assert.Equal(RefusedException.NotFound, gone.Code);
        Assert.Equal(1, await CountAuditAsync(desk, AuditActions.SignInEnded));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task EndOthers_LeavesTheOneThatAsked(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var asking = await desk.SignInAsync();
        var others = new[] { await desk.SignInAsync(asking.UserId), await desk.SignInAsync(asking.UserId) };
        var stranger = await desk.SignInAsync();

        await desk.SignIns.EndOthersAsync(asking, TestTimeout.Token);

        Assert.True(await desk.IsValidAsync(asking));
        Assert.True(await desk.IsValidAsync(stranger));
        foreach (var other in others) Assert.False(await desk.IsValidAsync(other));
        Assert.Single(await desk.SignIns.ListAsync(asking, TestTimeout.Token));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_OfAnAccountThatMayNotBeUsed_IsRefused(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var account = await desk.AddAccountAsync();
        await desk.DisableAsync(account);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.SignInAsync(account));

        Assert.Equal(RefusedException.SignedOut, refused.Code);
        Assert.Equal(0, await CountAsync(desk, account));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_WithAPasswordThatWasChangedMeanwhile_IsRefused(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var account = await desk.AddAccountAsync();
        var start = AccessDesk.Start() with { Stamp = "stamp" };
        await desk.SignIns.BeginAsync(account, start, TestTimeout.Token);
        await desk.Database.WriteAsync(context => context.Users.ExecuteUpdateAsync(update => update.SetProperty(user => user.SecurityStamp, "another")), TestTimeout.Token);

        await Assert.ThrowsAsync<RefusedException>(() => desk.SignIns.BeginAsync(account, start, TestTimeout.Token));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_WhileTheAccountIsDisabled_LeavesNoSignIn(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        for (var round = 0; round < 5; round++)
        {
            var account = await desk.AddAccountAsync();
            var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var begun = Enumerable.Range(0, 10).Select(async _ => { await go.Task; await BeginAnywayAsync(desk, account); }).ToList();
            var disabled = Task.Run(async () => { await go.Task; await desk.DisableAsync(account); });

            go.SetResult();
            await Task.WhenAll([.. begun, disabled]);

            Assert.Equal(0, await CountAsync(desk, account));
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Begin_OfOneTooMany_EndsTheOneThatWasNotUsedForTheLongestTime(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var first = await desk.SignInAsync();
        for (var i = 1; i < SignInStore.MaxPerUser; i++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(1));
            await desk.SignInAsync(first.UserId);
        }

        Assert.True(await desk.IsValidAsync(first));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.SignInAsync(first.UserId);

        Assert.False(await desk.IsValidAsync(first));
        Assert.Equal(SignInStore.MaxPerUser, await CountAsync(desk, first.UserId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task SignIn_NotUsedInItsTime_IsOver_AndItsRowIsRemoved(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var unused = await desk.SignInAsync();
        var used = await desk.SignInAsync(unused.UserId);
        desk.Time.Advance(TimeSpan.FromDays(13));
        await desk.SignIns.TouchAsync(used, TimeSpan.FromDays(14), TestTimeout.Token);
        desk.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal((false, true), (await desk.IsValidAsync(unused), await desk.IsValidAsync(used)));
        Assert.Equal(2, await CountAsync(desk, unused.UserId));
        await desk.Service<ExpiredSignIns>().CleanAsync(TestTimeout.Token);
        Assert.Equal(1, await CountAsync(desk, unused.UserId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Touch_FromElsewhereOrAfterAWhile_KeepsTimeAndAddress_AndRevivesNothing(DatabaseKind kind)
    {
        await using var desk = await AccessDesk.OpenAsync(kind);
        var caller = await desk.SignInAsync();
        var begun = desk.Time.GetUtcNow();
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.SignIns.TouchAsync(caller, TimeSpan.FromDays(14), TestTimeout.Token);
        Assert.Equal(begun, Assert.Single(await desk.SignIns.ListAsync(caller, TestTimeout.Token)).LastUsedAt);

        await desk.SignIns.TouchAsync(caller with { Address = "2001:db8::1" }, TimeSpan.FromDays(14), TestTimeout.Token);
        var view = Assert.Single(await desk.SignIns.ListAsync(caller, TestTimeout.Token));
        Assert.Equal((begun.AddMinutes(1), "2001:db8::1"), (view.LastUsedAt, view.Address));

        await desk.SignIns.EndAsync(caller, caller.SignInId!.Value, TestTimeout.Token);
        await Assert.ThrowsAsync<RefusedException>(() => desk.SignIns.TouchAsync(caller, TimeSpan.FromDays(14), TestTimeout.Token));
        Assert.Equal(0, await CountAsync(desk, caller.UserId));
    }

    private static async Task BeginAnywayAsync(AccessDesk desk, Guid account)
    {
        try
        {
            await desk.SignInAsync(account);
        }
        catch (RefusedException)
        {
            // It came too late.
        }
    }

    private static Task<int> CountAsync(AccessDesk desk, Guid userId) =>
        desk.Database.ReadAsync(context => context.Set<SignIn>().CountAsync(row => row.UserId == userId), TestTimeout.Token);

    private static Task<int> CountAuditAsync(AccessDesk desk, string action) =>
        desk.Database.ReadAsync(context => context.Set<AuditEntry>().CountAsync(entry => entry.Action == action), TestTimeout.Token);
}
