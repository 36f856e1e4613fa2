using System.Data.Common;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Settings;
using BlazorChat.Core.Usage;
using BlazorChat.Tests.Accounts;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Administration;

/// <summary>What admins see of accounts.</summary>
public sealed class UserDirectoryTests
{
    private readonly Counter _counter = new();

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_SortedAnyWay_IsInThatOrder_AndBackwards(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        await FillAsync(people, 30);

        foreach (var (sort, key) in new (UserSort, Func<UserRow, object>)[]
        {
            (UserSort.Name, row => row.UserName.ToUpperInvariant()), (UserSort.Email, row => row.Email.ToUpperInvariant()), (UserSort.State, row => row.State), (UserSort.Role, row => row.IsAdmin),
            (UserSort.Created, row => row.CreatedAt), (UserSort.LastActive, row => row.LastActiveAt ?? DateTimeOffset.MinValue), (UserSort.Sessions, row => row.Sessions), (UserSort.Tokens, row => row.Tokens),
        })
        {
            var up = (await ListAsync(people, new UserQuery { Sort = sort, PageSize = 200 })).Rows;
            var down = (await ListAsync(people, new UserQuery { Sort = sort, PageSize = 200, IsDescending = true })).Rows;
            Assert.Equal(up.OrderBy(key).ThenBy(row => row.UserName.ToUpperInvariant(), StringComparer.Ordinal).Select(row => (sort, row.UserName)), up.Select(row => (sort, row.UserName)));
            Assert.Equal(down.OrderByDescending(key).ThenBy(row => row.UserName.ToUpperInvariant(), StringComparer.Ordinal).Select(row => (sort, row.UserName)), down.Select(row => (sort, row.UserName)));
            Assert.Equal(31, up.Count);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_FilteredAndPaged_HasWhatFitsOnce_AndCountsAll(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        await FillAsync(people, 30);

        var pages = new List<UserRow>();
        for (var page = 0; page < 4; page++) pages.AddRange((await ListAsync(people, new UserQuery { Page = page, PageSize = 10, Sort = UserSort.Role })).Rows);
        Assert.Equal(31, pages.Select(row => row.Id).Distinct().Count());
        Assert.Equal(31, pages.Count);

        Assert.Equal(10, (await ListAsync(people, new UserQuery { State = AccountState.Disabled, PageSize = 3 })).Total);
        Assert.Equal(3, (await ListAsync(people, new UserQuery { State = AccountState.Disabled, PageSize = 3 })).Rows.Count);
        Assert.Equal(["ada"], (await ListAsync(people, new UserQuery { IsAdmin = true })).Rows.Select(row => row.UserName));
        Assert.Equal(["user007"], (await ListAsync(people, new UserQuery { Text = "R007" })).Rows.Select(row => row.UserName));
        Assert.Equal(["user007"], (await ListAsync(people, new UserQuery { Text = " U007@Mail." })).Rows.Select(row => row.UserName));
        Assert.Equal(["user009"], (await ListAsync(people, new UserQuery { Text = "number 9" })).Rows.Select(row => row.UserName));
        Assert.Empty((await ListAsync(people, new UserQuery { Text = "%" })).Rows);
        Assert.Empty((await ListAsync(people, new UserQuery { Text = "user_07" })).Rows);
        Assert.Empty((await ListAsync(people, new UserQuery { Text = "nul\0" })).Rows);
        Assert.Empty((await ListAsync(people, new UserQuery { Page = 9 })).Rows);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Figures_OfAnAccount_AreItsOwn(DatabaseKind kind)
    {
        await using var people = await People.StartAsync(kind);
        await FillAsync(people, 12);

        var row = Assert.Single((await ListAsync(people, new UserQuery { Text = "user010" })).Rows);
        Assert.Equal((2, 1010L), (row.Sessions, row.Tokens));
        var details = await people.Directory.FindAsync(people.Admin, row.Id, TestTimeout.Token);
        Assert.Equal(row, details!.Row);
        Assert.Equal((0, false, 0, 0), (details.SignIns, details.HasTotp, details.Passkeys, details.Connections));
        Assert.Equal(1, (await people.Directory.FindAsync(people.Admin, people.Ada.UserId, TestTimeout.Token))!.SignIns);
        Assert.Null(await people.Directory.FindAsync(people.Admin, Guid.CreateVersion7(), TestTimeout.Token));
    }

    [Fact]
    public async Task Anything_ByWhoeverIsNoAdmin_IsForbidden()
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite);
        var bob = Actor.Of(await people.SignInAsync(await people.AddAsync("bob")));

        await People.RefusedAsync(RefusedException.Forbidden, () => people.Directory.ListAsync(bob, new UserQuery(), TestTimeout.Token));
        await People.RefusedAsync(RefusedException.Forbidden, () => people.Directory.FindAsync(bob, people.Ada.UserId, TestTimeout.Token));
        await People.RefusedAsync(RefusedException.Forbidden, () => people.Directory.CountPendingAsync(bob, TestTimeout.Token));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task List_OfAnyNumber_TakesSixQueries(int users)
    {
        await using var people = await People.StartAsync(DatabaseKind.Sqlite, services => services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(_counter)));
        await FillAsync(people, users);

        foreach (var sort in Enum.GetValues<UserSort>())
        {
            var before = _counter.Commands;
            var page = await ListAsync(people, new UserQuery { Sort = sort, Page = users > 50 ? 100 : 0, Text = "user" });
            Assert.Equal((sort, users, 6), (sort, page.Total, _counter.Commands - before)); // The actor and its sign-in, the number, the page, its sessions and its tokens.
        }
    }

    private static Task<UserPage> ListAsync(People people, UserQuery query) => people.Directory.ListAsync(people.Admin, query, TestTimeout.Token);

    /// <summary>Every third is disabled, every second was active, and the figures differ.</summary>
    private static Task FillAsync(People people, int users) => people.Database.WriteAsync(
        context =>
        {
            var begin = people.Time.GetUtcNow();
            for (var i = 0; i < users; i++)
            {
                var user = new ApplicationUser
                {
                    Id = Guid.CreateVersion7(), UserName = $"user{i:000}", NormalizedUserName = $"USER{i:000}", Email = $"{users - i:000}@mail.example", NormalizedEmail = $"{users - i:000}@MAIL.EXAMPLE",
                    State = i % 3 == 0 ? AccountState.Disabled : AccountState.Active, CreatedAt = begin.AddMinutes(i * 7 % 11), LastActiveAt = i % 2 == 0 ? begin.AddMinutes(i) : null, DisplayName = i % 4 == 1 ? $"Number {i}" : null,
                };
                if (users < 100 && i == 7) (user.Email, user.NormalizedEmail) = ("u007@mail.example", "U007@MAIL.EXAMPLE");
                context.Add(user);
                for (var session = 0; session < i % 4; session++) context.Add(new Session { Id = Guid.CreateVersion7(), OwnerId = user.Id });
                context.Add(new Session { Id = Guid.CreateVersion7(), OwnerId = user.Id, DeletedAt = begin });
                context.Add(new UsageEntry { Id = Guid.CreateVersion7(), OwnerId = user.Id, PromptTokens = 1000, CompletionTokens = i });
            }

            return Task.CompletedTask;
        },
        TestTimeout.Token);

    private sealed class Counter : DbCommandInterceptor
    {
        public int Commands { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return ValueTask.FromResult(result);
        }
    }
}
