using BlazorChat.Core.Accounts.Access;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Generation;
using BlazorChat.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorChat.Tests.Administration;

public sealed class ServerHealthTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Report_OfAServerAtWork_TellsOfEveryPart(DatabaseKind kind)
    {
        await using var engine = await Engine.StartAsync(kind, AddHealth, run: false);
        var first = await engine.AskAsync("one");
        await engine.AskAsync("two", first.SessionId); // Waits for the answer before it.
        await engine.AskAsync("elsewhere");

        var report = await ReadAsync(engine, engine.Ann);

        Assert.Equal((kind, true, true), (report.Database.Facts?.Kind, report.Database.Facts?.Bytes > 0, report.Database.Facts?.Version.Length > 2));
        Assert.Equal((0, 3, 1, 0), (report.Queue.Facts!.Running, report.Queue.Facts.Queued, report.Queue.Facts.Pending, report.Queue.Facts.Held));
        Assert.NotNull(report.Queue.Facts.Oldest);
        Assert.True(report.Disk.Facts?.TotalBytes >= report.Disk.Facts?.FreeBytes);
        Assert.Equal((false, null), (report.Journal.IsFailing, report.Journal.Lag));
        Assert.Equal(["test", "second", "offline"], report.Connections.Select(connection => connection.State.Name));
        Assert.True(report.Process is { MemoryBytes: > 0, OpenPages: 7 });
        Assert.Equal(NetworkNote.AnyHost, Assert.Single(report.Notes).Code);
        Assert.DoesNotContain("Password", report.Database.Facts!.Place, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Report_WithoutADatabase_StillTellsAnAdminOfTheOtherParts()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, AddHealth, run: false);
        await ReadAsync(engine, engine.Ann);
        await engine.Database.WriteAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE generations RENAME TO elsewhere"), TestTimeout.Token);

        var report = await ReadAsync(engine, engine.Ann);

        Assert.Equal((null, HealthFailure.Failed), (report.Queue.Facts, report.Queue.Failure));
        Assert.NotNull(report.Database.Facts);
        Assert.NotNull(report.Disk.Facts);
        await engine.Database.WriteAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO generations"), TestTimeout.Token);
    }

    [Fact]
    public async Task Report_ForWhoIsNoAdmin_IsRefused()
    {
        await using var engine = await Engine.StartAsync(DatabaseKind.Sqlite, AddHealth, run: false);
        await ReadAsync(engine, engine.Ann);

        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => engine.Services.GetRequiredService<ServerHealth>().ReadAsync(engine.Bob, TestTimeout.Token))).Code);
    }

    [Fact]
    public async Task Probe_OfAPartThatHangs_GivesUpAfterTwoSecondsAndAsksNoSecondTime()
    {
        var time = new FakeTimeProvider();
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        var probe = new HealthProbe<string>("part", _ => { Interlocked.Increment(ref asked); return answer.Task; }, time, NullLogger.Instance);

        for (var i = 0; i < 3; i++)
        {
            var reading = probe.ReadAsync(TestTimeout.Token);
            await time.TimerOfAsync(HealthProbe<string>.Timeout);
            time.Advance(HealthProbe<string>.Timeout);
            Assert.Equal((null, HealthFailure.Slow), ((await reading).Facts, (await reading).Failure));
        }

        var last = probe.ReadAsync(TestTimeout.Token);
        answer.SetResult("here");
        Assert.Equal("here", (await last).Facts);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Probe_OfAPartThatFails_SaysSo_AndAsksAgain()
    {
        var asked = 0;
        var probe = new HealthProbe<string>("part", _ => ++asked == 1 ? throw new InvalidOperationException("secret") : Task.FromResult("here"), TimeProvider.System, NullLogger.Instance);

        Assert.Equal(HealthFailure.Failed, (await probe.ReadAsync(TestTimeout.Token)).Failure);
        Assert.Equal("here", (await probe.ReadAsync(TestTimeout.Token)).Facts);
    }

    [Theory]
    [InlineData(100L << 30, 400L << 30, false)]
    [InlineData(30L << 30, 400L << 30, true)]
    [InlineData(1L << 29, 2L << 30, true)]
    public void Disk_WithLittleRoom_IsLow(long free, long total, bool isLow) => Assert.Equal(isLow, new DiskFacts("/data", free, total).IsLow);

    private static async Task<HealthReport> ReadAsync(Engine engine, Caller caller)
    {
        await engine.Database.WriteAsync(context => context.Users.Where(user => user.Id == caller.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, true)), TestTimeout.Token);
        engine.Services.GetRequiredService<AccountAccess>().Forget(caller.UserId);
        return await engine.Services.GetRequiredService<ServerHealth>().ReadAsync(caller, TestTimeout.Token);
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton(provider => new Core.Accounts.Access.AccountAccess(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostFacts, Host>();
        services.AddServerHealth();
    }

    private sealed class Host : IHostFacts
    {
        public int OpenPages => 7;

        public IReadOnlyList<NetworkNote> Notes => [new(NetworkNote.AnyHost, true, "")];
    }
}
