using BlazorChat.Core.Administration;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Egress;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Infrastructure;
using BlazorChat.Web.Components.Admin;
using BlazorChat.Web.Components.Circuits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorChat.Tests.Administration;

public sealed class ServerSettingsTests
{
    private const string PerUser = "Generation:PerUser";
    private const string Allowed = "Egress:AllowedForUsers";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_OfAValue_StandsBeforeTheConfigurationAtOnceAndAfterAStart_UntilReset(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind, (PerUser, "6"));
        var live = desk.Get<LiveOptions<GenerationOptions>>();
        Assert.Equal((6, ServerSettingSource.Configuration), (live.Current.PerUser, (await desk.SettingAsync(PerUser)).Source));

        await desk.SaveAsync(PerUser, " 8 ");

        var view = await desk.SettingAsync(PerUser);
        Assert.Equal(("8", ServerSettingSource.Stored, "6", "ada", desk.Time.GetUtcNow()), (view.Value, view.Source, view.Fallback, view.ChangedBy, view.ChangedAt));
        Assert.Equal(8, live.Current.PerUser);
        desk.Get<StoredSettingsSource>().Replace(new Dictionary<string, string?>());
        Assert.Equal(6, live.Current.PerUser);
        await desk.LoadAsync();
        Assert.Equal(8, live.Current.PerUser);

        await desk.SaveAsync(PerUser, null, "8");
        Assert.Equal((6, ServerSettingSource.Configuration), (live.Current.PerUser, (await desk.SettingAsync(PerUser)).Source));
        var rows = (await desk.SearchAsync(new() { Action = AuditActions.SettingChanged })).Rows;
        Assert.Equal(["6 → 8", "8 → 6 (reset)"], rows.Select(row => row.Details).Order());
        Assert.All(rows, row => Assert.Equal((PerUser, "ada", "192.0.2.7"), (row.SubjectName, row.ActorName, row.Address)));
    }

    [Theory]
    [InlineData(PerUser, "0", "setting_number_wrong")]
    [InlineData(PerUser, "10001", "setting_number_wrong")]
    [InlineData(PerUser, "", "setting_number_wrong")]
    [InlineData(PerUser, "1e3", "setting_number_wrong")]
    [InlineData(PerUser, "-4", "setting_number_wrong")]
    [InlineData("Registration:Mode", "ajar", "setting_choice_wrong")]
    [InlineData("Registration:Approval", "perhaps", "setting_choice_wrong")]
    [InlineData(Allowed, "nas.home", "setting_address_wrong")]
    [InlineData(Allowed, "nas.home:11434\nhttp://x:80", "setting_address_wrong")]
    [InlineData(Allowed, "nas.home:99999", "setting_address_wrong")]
    public async Task Save_OfAWrongValue_IsRefusedAndChangesNothing(string key, string value, string code)
    {
        await using var desk = await AdminDesk.OpenAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Settings.SaveAsync(
            desk.Ada, [new("Circuits:MaxPerUser", "30", null), new(key, value, null)], TestTimeout.Token));

        var error = Assert.Single(refused.Errors);
        Assert.Equal((key, code), (error.Field, error.Code));
        Assert.Null((await desk.SettingAsync("Circuits:MaxPerUser")).Stored);
        Assert.Empty((await desk.SearchAsync()).Rows);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_OfTwoAdminsAtOnce_TellsTheSecondThatItWasChanged(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        foreach (var (read, one, other) in new (string?, string, string)[] { (null, "5", "7"), ("!", "8", "9") })
        {
            var known = read is null ? null : (await desk.SettingAsync(PerUser)).Stored;
            var results = await Task.WhenAll(TryAsync(desk.Ada, one, known), TryAsync(desk.Alan, other, known));

            Assert.Equal(["", "setting_conflict"], results.Order());
            Assert.Equal(results[0].Length == 0 ? one : other, (await desk.SettingAsync(PerUser)).Stored);
        }

        Assert.Equal("setting_conflict", await TryAsync(desk.Alan, null, "5000")); // Nor is a reset of something else one.
        Assert.Equal(2, (await desk.SearchAsync()).Rows.Count);

        async Task<string> TryAsync(Caller caller, string? value, string? read)
        {
            try
            {
                await desk.SaveAsync(PerUser, value, read, caller);
                return "";
            }
            catch (RefusedException refused)
            {
                return Assert.Single(refused.Errors).Code;
            }
        }
    }

    [Fact]
    public async Task Save_OfAList_CountsForTheRulesOfAddresses_AndAnEmptyOneIsEmpty()
    {
        await using var desk = await AdminDesk.OpenAsync(DatabaseKind.Sqlite, ($"{Allowed}:0", "from.file:80"), ($"{Allowed}:1", "two.file:80"));
        var rules = desk.Get<EgressRules>();
        Assert.Equal("from.file:80,two.file:80", (await desk.SettingAsync(Allowed)).Value);

        await desk.SaveAsync(Allowed, "nas.home:11434\r\n\n [::1]:80 \nNAS.home:11434");
        Assert.Equal(["nas.home:11434", "[::1]:80"], rules.Current.AllowedForUsers);

        await desk.SaveAsync(Allowed, "", "nas.home:11434,[::1]:80");
        Assert.Empty(rules.Current.AllowedForUsers);
        Assert.Equal(("", ServerSettingSource.Stored), ((await desk.SettingAsync(Allowed)).Value, (await desk.SettingAsync(Allowed)).Source));

        await desk.SaveAsync(Allowed, null, "");
        Assert.Equal(["from.file:80", "two.file:80"], rules.Current.AllowedForUsers);
    }

    [Fact]
    public async Task Load_OfWhatIsNotAcceptedAnyMore_IgnoresItAndSaysSo()
    {
        await using var desk = await AdminDesk.OpenAsync(DatabaseKind.Sqlite, (PerUser, "6"));
        await desk.StoreAsync(PerUser, "many");
        await desk.StoreAsync("Gone:Setting", "1");
        await desk.StoreAsync("Egress:AllowedMetadata", "169.254.169.254"); // From the file on disk only, whoever writes to the table.
        await desk.StoreAsync("Generation:MaxQueuedPerUser", "50");

        await desk.LoadAsync();

        var live = desk.Get<LiveOptions<GenerationOptions>>().Current;
        Assert.Equal((6, 50), (live.PerUser, live.MaxQueuedPerUser));
        Assert.Null(desk.Configuration["Gone:Setting"]);
        Assert.Empty(desk.Get<EgressRules>().Current.AllowedMetadata);
        var view = await desk.SettingAsync(PerUser);
        Assert.Equal(("6", "many", true, ServerSettingSource.Configuration), (view.Value, view.Stored, view.IsIgnored, view.Source));
        await desk.SaveAsync(PerUser, "7", "many");
        Assert.Equal("7", (await desk.SettingAsync(PerUser)).Value);
    }

    [Fact]
    public async Task ListAndSave_ForWhoIsNoAdmin_AreRefused()
    {
        await using var desk = await AdminDesk.OpenAsync();

        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => desk.Settings.ListAsync(desk.Bob, TestTimeout.Token))).Code);
        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => desk.SaveAsync(PerUser, "8", caller: desk.Bob))).Code);
        Assert.Equal(RefusedException.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => desk.SaveAsync("Egress:AllowedMetadata", "169.254.169.254"))).Code);
        Assert.Equal(RefusedException.NotFound, (await Assert.ThrowsAsync<RefusedException>(() => desk.SaveAsync("Database:Provider", "postgres"))).Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_ByWhoHasJustLostTheRights_ChangesNothing(DatabaseKind kind)
    {
        await using var desk = await AdminDesk.OpenAsync(kind);
        await desk.Settings.ListAsync(desk.Alan, TestTimeout.Token); // It is remembered for a moment that Alan is an admin.
        await desk.Database.WriteAsync(context => context.Users.Where(user => user.Id == desk.Alan.UserId).ExecuteUpdateAsync(update => update.SetProperty(user => user.IsAdmin, false)), TestTimeout.Token);

        Assert.Equal(RefusedException.Forbidden, (await Assert.ThrowsAsync<RefusedException>(() => desk.SaveAsync(PerUser, "8", caller: desk.Alan))).Code);

        Assert.Null((await desk.SettingAsync(PerUser)).Stored);
    }

    [Fact]
    public async Task Queue_OfARaisedLimit_StartsWhatWaits_AndOfALoweredOneEndsNothing()
    {
        await using var desk = await AdminDesk.OpenAsync(DatabaseKind.Sqlite, (PerUser, "1"));
        using var queue = new InProcessQueue(desk.Get<LiveOptions<GenerationOptions>>());
        var jobs = Enumerable.Range(0, 4).Select(_ => new QueuedGeneration(Guid.CreateVersion7(), Guid.CreateVersion7(), desk.Bob.UserId)).ToList();
        jobs.ForEach(queue.Enqueue);
        Assert.Equal(jobs[0], await queue.TakeAsync(TestTimeout.Token));
        var next = queue.TakeAsync(TestTimeout.Token).AsTask();
        Assert.False(next.IsCompleted);

        await desk.SaveAsync(PerUser, "3");
        Assert.Equal([jobs[1], jobs[2]], [await next, await queue.TakeAsync(TestTimeout.Token)]);

        await desk.SaveAsync(PerUser, "1", "3");
        var last = queue.TakeAsync(TestTimeout.Token).AsTask();
        queue.Release(jobs[0]);
        queue.Release(jobs[1]);
        Assert.False(last.IsCompleted);
        queue.Release(jobs[2]);
        Assert.Equal(jobs[3], await last);
    }

    [Fact]
    public void Settings_OfTheCore_AreAllOnThePage_AndAgreeWithTheRulesOfTheirOptions()
    {
        Assert.Equal(ServerSetting.All.Select(setting => setting.Key).Order(), ServerSettingGroup.All.SelectMany(group => group.Fields).Select(field => field.Key).Order());
        IServerSettingRule[] rules = [new GenerationSettingRule(), new CircuitSettingRule(), new EgressSettingRule()];
        Assert.NotNull(rules[2].FindProblem(new ConfigurationBuilder().AddInMemoryCollection([new(Allowed, "nonsense")]).Build()));
        foreach (var setting in ServerSetting.All.Where(setting => setting.Kind == ServerSettingKind.Number))
        {
            var rule = rules.Single(rule => setting.Key.StartsWith(rule.Section + ":", StringComparison.Ordinal));
            string? Judge(int value) => rule.FindProblem(new ConfigurationBuilder().AddInMemoryCollection([new(setting.Key, $"{value}")]).Build());
            Assert.Equal((null, null), (Judge(setting.Min), Judge(setting.Max)));
            Assert.NotNull(Judge(setting.Min - 1));
            Assert.NotNull(Judge(setting.Max + 1));
        }
    }
}
