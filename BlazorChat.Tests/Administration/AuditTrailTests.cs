using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Administration;

public sealed class AuditTrailTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Search_PageByPage_ShowsEveryRowOnceAlsoThoseOfOneMoment(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        for (var i = 0; i < 25; i++)
        {
            await desk.AppendAsync(AuditActions.SignedIn, $"row {i}");
            if (i % 10 == 9) desk.Time.Advance(TimeSpan.FromSeconds(1)); // Ten rows have one time.
        }

        List<AuditView> seen = [];
        AuditPlace? place = null;
        do
        {
            var page = await desk.SearchAsync(after: place, limit: 7);
            seen.AddRange(page.Rows);
            place = page.Next;
            await desk.AppendAsync(AuditActions.SignedIn, "later"); // What comes meanwhile moves nothing.
            desk.Time.Advance(TimeSpan.FromSeconds(1));
        }
        while (place is not null);

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Select(row => row.SubjectName).Distinct().Count());
        Assert.Equal(seen.Select(row => row.At).OrderDescending(), seen.Select(row => row.At));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Search_ByWordsActionPersonAndDays_FindsWhatHasThemAll(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        await desk.AppendAsync(AuditActions.SettingChanged, "Generation:PerUser", "4 → 8");
        await desk.AppendAsync(AuditActions.SettingChanged, "100% of_it\\now", null, Actor.Of(desk.Alan));
        await desk.Log.AppendAsync(Actor.CommandLine, AuditActions.AccountDisabled, new AuditSubject(desk.Bob.UserId, "Bob Ü"), null, TestTimeout.Token);
        desk.Time.Advance(TimeSpan.FromDays(2));
        await desk.AppendAsync(AuditActions.SignedIn);

        async Task<string[]> FindAsync(AuditFilter filter) => [.. (await desk.SearchAsync(filter)).Rows.Select(row => row.SubjectName)];
        Assert.Equal(["Generation:PerUser"], await FindAsync(new() { Words = " PERUSER  4 " }));
        Assert.Equal(["Generation:PerUser"], await FindAsync(new() { Words = "192.0.2.7 setting" }));
        Assert.Equal(["100% of_it\\now"], await FindAsync(new() { Words = "100%" }));
        Assert.Equal(["100% of_it\\now"], await FindAsync(new() { Words = "of_it\\" }));
        Assert.Equal(["Bob Ü"], await FindAsync(new() { Words = "ü" }));
        Assert.Empty(await FindAsync(new() { Words = "peruser nowhere" }));
        Assert.Empty(await FindAsync(new() { Words = "o_it" })); // No sign stands for any letter.
        Assert.Equal(["Bob Ü"], await FindAsync(new() { Action = AuditActions.AccountDisabled }));
        Assert.Equal(["100% of_it\\now"], await FindAsync(new() { Person = "ALAN" }));
        Assert.Equal(["Bob Ü"], await FindAsync(new() { Person = desk.Bob.UserId.ToString() }));
        Assert.Equal(["Bob Ü"], await FindAsync(new() { Person = "bob" })); // By the account's id, whatever it was called then.
        Assert.Empty(await FindAsync(new() { Person = "nobody", Words = "\0\ud800" }));
        var today = DateOnly.FromDateTime(desk.Time.GetUtcNow().UtcDateTime);
        Assert.Equal([""], await FindAsync(AuditFilter.All.OfDays(today, today, TimeZoneInfo.Utc)));
        Assert.Equal(3, (await FindAsync(AuditFilter.All.OfDays(null, today.AddDays(-1), TimeZoneInfo.Utc))).Length);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public async Task SearchAndSettings_OfAnyNumberOfRows_TakeAsManyQueries(int rows)
    {
        var counter = new CommandCounter();
        await using var desk = await AdminDesk.OpenAsync(DatabaseKind.Sqlite, services => services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(counter)));
        await desk.Database.WriteAsync(
            async context =>
            {
                for (var i = 0; i < rows; i++) await desk.Log.AppendAsync(context, Actor.Of(desk.Bob), AuditActions.SignedIn, AuditSubject.None, null, TestTimeout.Token);
            },
            TestTimeout.Token);
        await desk.Get<AccountAccess>().CheckAdminAsync(desk.Ada, TestTimeout.Token); // Remembered for a moment: its two queries are no part of it.

        Assert.Equal(1, await counter.CountAsync(() => desk.SearchAsync()));
        Assert.Equal(2, await counter.CountAsync(() => desk.SearchAsync(new() { Person = "bob", Words = "bob" }))); // The account of that name, and the page.
        Assert.Equal(1, await counter.CountAsync(() => desk.Settings.ListAsync(desk.Ada, TestTimeout.Token)));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Search_OfADeletedAccount_StillReadsItsName(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        await desk.AppendAsync(AuditActions.SignedIn, actor: Actor.Of(desk.Bob));
        await desk.DeleteAsync(desk.Bob);

        Assert.Equal("bob", Assert.Single((await desk.SearchAsync(new() { Person = "bob" })).Rows).ActorName);
        Assert.Equal("bob", Assert.Single((await desk.SearchAsync(new() { Words = "bob" })).Rows).ActorName);
    }

    [Fact]
    public async Task SearchAndExport_ForWhoIsNoAdmin_AreRefused()
    {
        await using var desk = await AdminDesk.OpenAsync();
        await desk.AppendAsync(AuditActions.SignedIn);

        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => desk.Trail.SearchAsync(desk.Bob, AuditFilter.All, null, 10, TestTimeout.Token))).Code);
        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => desk.Trail.ExportAsync(desk.Bob, AuditFilter.All, TestTimeout.Token))).Code);
        Assert.Equal(RefusedException.SignedOut, (await Assert.ThrowsAsync<RefusedException>(() => desk.Trail.SearchAsync(new Caller(Guid.CreateVersion7()), AuditFilter.All, null, 10, TestTimeout.Token))).Code);
        Assert.Single((await desk.SearchAsync()).Rows); // A refused export is none.
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Export_OfManyRows_HasEachOnceAndBeginsWithItself(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        await desk.Database.WriteAsync(
            async context =>
            {
                for (var i = 0; i < 2500; i++) await desk.Log.AppendAsync(context, Actor.Server, AuditActions.SignedIn, new AuditSubject(null, $"{i}"), null, TestTimeout.Token);
            },
            TestTimeout.Token);
        desk.Time.Advance(TimeSpan.FromSeconds(1));

        List<AuditView> rows = [];
        await foreach (var row in await desk.Trail.ExportAsync(desk.Ada, AuditFilter.All, TestTimeout.Token)) rows.Add(row);

        Assert.Equal((AuditActions.AuditExported, "ada", "192.0.2.7"), (rows[0].Action, rows[0].ActorName, rows[0].Address));
        Assert.Equal(2501, rows.Select(row => row.Id).Distinct().Count());
        Assert.Equal(2501, rows.Count);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Row_ChangedOrDeletedByWhoever_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        await desk.AppendAsync(AuditActions.SignedIn, "kept");
        List<string> statements = ["UPDATE audit_entries SET actor_name = 'x'", "DELETE FROM audit_entries", "UPDATE audit_entries SET details = NULL WHERE 1 = 1"];
        if (kind == DatabaseKind.Postgres) statements.Add("TRUNCATE audit_entries");

        foreach (var statement in statements)
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => desk.Database.WriteAsync(context => context.Database.ExecuteSqlRawAsync(statement), TestTimeout.Token));
            Assert.Contains("audit_entries is append-only", refused.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("kept", Assert.Single((await desk.SearchAsync()).Rows).SubjectName);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Append_OfHostileText_IsKeptAndShownWithoutWhatCannotBeSeen(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);

        await desk.AppendAsync(AuditActions.SignInLocked, "eve\0\r\n2026-01-01 ada admin_granted \u001b[2J", "\u202Egnp.exe\ud800" + string.Concat(Enumerable.Repeat("😀", 600)), Actor.Stranger("1.2.3.4\n"));

        var row = Assert.Single((await desk.SearchAsync()).Rows);
        Assert.Equal("eve␀␍␊2026-01-01 ada admin_granted ␛[2J", row.SubjectName);
        Assert.StartsWith("⟨202E⟩gnp.exe\uFFFD😀", row.Details, StringComparison.Ordinal);
        Assert.EndsWith("😀", row.Details, StringComparison.Ordinal);
        Assert.Equal("1.2.3.4␊", row.Address);
    }
}
