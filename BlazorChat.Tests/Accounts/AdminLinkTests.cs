using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Accounts.Invitations;
using BlazorChat.Core.Accounts.PasswordResets;
using BlazorChat.Core.Accounts.Passwords;
using BlazorChat.Core.Accounts.Throttling;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Accounts;

/// <summary>What somebody made as an admin and could use afterwards, and what a changed password ends.</summary>
public sealed class AdminLinkTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Links_OfAnAdminWhoIsNoneAnyMore_Ended_AndThoseOfOthersHold(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        var eve = Actor.Of(await people.SignInAsync(await people.AddAsync("eve", isAdmin: true)));
        var bob = await people.AddAsync("bob");
        var invitation = People.SecretOf(await people.Invitations.CreateAsync(eve, new("", TimeSpan.FromDays(1), 1, MakesAdmin: true), TestTimeout.Token));
        var toAda = await LinkAsync(people, eve, people.Ada.UserId);
        var replaced = await LinkAsync(people, eve, bob);
        people.Time.Advance(TimeSpan.FromMinutes(1));
        var toBob = await LinkAsync(people, people.Admin, bob);

        await people.Administration.SetAdminAsync(people.Admin, eve.Caller!.UserId, isAdmin: false, TestTimeout.Token);

        var resets = people.Get<PasswordResetStore>();
        Assert.False(await resets.IsValidAsync(toAda, AttemptSource.Unknown, TestTimeout.Token));
        Assert.False(await resets.IsValidAsync(replaced, AttemptSource.Unknown, TestTimeout.Token));
        Assert.True(await resets.IsValidAsync(toBob, AttemptSource.Unknown, TestTimeout.Token));
        Assert.NotNull(await people.Registration.CheckInvitationAsync(invitation, AttemptSource.Unknown, TestTimeout.Token));
    }

    [PostgresFact]
    public async Task Links_MadeWhileTheRightsGo_AreRefusedOrEndWithThem()
    {
        await using var people = await People.StartAsync(DatabaseKind.Postgres);
        var eve = Actor.Of(await people.SignInAsync(await people.AddAsync("eve", isAdmin: true)));
        var isTaken = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        // As SetAdminAsync does it, with a pause before its commit.
        var taking = Task.Run(() => people.Database.WriteAsync(
            async context =>
            {
                await AdminRights.LockAsync(context, TestTimeout.Token);
                await context.Users.Where(user => user.Id == eve.Caller!.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, false));
                await AdminLinks.EndAsync(context, (await people.FindAsync(eve.Caller!.UserId))!, TestTimeout.Token);
                isTaken.SetResult();
                await goOn.Task;
            },
            TestTimeout.Token));
        await isTaken.Task;

        var making = Task.Run(() => people.Invitations.CreateAsync(eve, new("", TimeSpan.FromDays(1), 1, MakesAdmin: true), TestTimeout.Token));
        var linking = Task.Run(() => LinkAsync(people, eve, people.Ada.UserId));
        await Task.WhenAny(making, linking, people.Database.ReadAsync(WaitingAsync, TestTimeout.Token));
        goOn.SetResult();
        await taking;

        await People.RefusedAsync(RefusedException.Forbidden, () => making);
        await People.RefusedAsync(RefusedException.Forbidden, () => linking);

        async Task<bool> WaitingAsync(AppDbContext context)
        {
            while (await context.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync() < 2) await Task.Yield();
            return true;
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Password_Changed_EndsWhatRunsForTheAccount(DatabaseKind kind)
    {
        var ended = new List<Guid>();
        await using var people = await People.StartAsync(kind, services => services.Add(new(typeof(IAccountEnding), new Ending(ended))));

        await people.Get<CredentialStore>().ChangePasswordAsync(people.Ada, People.Password, "another good password", TestTimeout.Token);

        Assert.Equal([people.Ada.UserId], ended);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Names_ThatNoDatabaseTakes_AreRefusedLikeOthers(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        people.Set(("Registration:Mode", "open"));

        foreach (var name in (string[])["a\0da", "\ud800ada"])
        {
            var result = await people.Registration.RegisterAsync(new(name, $"{name}@example.org", People.Password, null), TestTimeout.Token);
            Assert.Equal(["InvalidUserName", "InvalidEmail"], result.Errors.Select(error => error.Code));
            await using var scope = people.Services.CreateAsyncScope();
            Assert.Equal(SignInOutcome.Refused, (await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().CheckAsync(name, People.Password, AttemptSource.Unknown, TestTimeout.Token)).Outcome);
        }
    }

    [PostgresFact]
    public async Task ResetLinks_UsedWhileNewOnesAreMade_DoNotWaitForEachOther()
    {
        await using var people = await People.StartAsync(DatabaseKind.Postgres);
        var bob = await people.AddAsync("bob");
        var resets = people.Get<PasswordResetStore>();

        for (var round = 0; round < 15; round++)
        {
            var link = await LinkAsync(people, people.Admin, bob);
            var password = $"another good password {round}";
            await Task.WhenAll(Task.Run(() => TryUseAsync(resets, link, password)), Task.Run(() => LinkAsync(people, people.Admin, bob)), Task.Run(() => TryUseAsync(resets, link, password)));
        }
    }

    private static async Task TryUseAsync(PasswordResetStore resets, string link, string password)
    {
        try
        {
            await resets.UseAsync(link, password, AttemptSource.Unknown, TestTimeout.Token);
        }
        catch (RefusedException exception)
        {
            Assert.Equal(RefusedException.NotFound, exception.Code);
        }
    }

    private static async Task<string> LinkAsync(People people, Actor actor, Guid userId) =>
        (await people.Administration.CreateResetLinkAsync(actor, userId, TestTimeout.Token)).Split('=')[1];

    private sealed class Ending(List<Guid> ended) : IAccountEnding
    {
        public Task OnEndedAsync(Guid userId, CancellationToken cancellationToken)
        {
            ended.Add(userId);
            return Task.CompletedTask;
        }
    }
}
