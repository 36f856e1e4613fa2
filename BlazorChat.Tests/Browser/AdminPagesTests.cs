using System.Text.RegularExpressions;
using BlazorChat.Core.Audit;
using BlazorChat.Core.Generation;
using BlazorChat.Core.Security;
using BlazorChat.Core.Settings;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>The audit, the server's settings and its health, as an admin sees them.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class AdminPagesTests(BrowserRun run) : BrowserTest(run)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    [Fact]
    public Task Audit_SearchedAndPaged_ShowsWhatIsLookedForAndKeepsItInTheAddress() => VisitAsync(async (visit, _) =>
    {
        var log = (await ServicesAsync()).GetRequiredService<AuditLog>();
        for (var i = 0; i < 60; i++) await log.AppendAsync(Actor.Server, AuditActions.PasskeyAdded, new AuditSubject(null, $"paged-{i:00}"), null, TestTimeout.Token);
        await log.AppendAsync(Actor.Stranger("192.0.2.9"), AuditActions.SignInLocked, new AuditSubject(null, "<b>eve\u202E</b>"), "5 tries", TestTimeout.Token);
        var page = await AdminPages.OpenAsync(visit, AdminPages.Audit);

        await page.Field("AuditWords").FillAsync("PAGED");
        await page.Field("AuditWords").PressAsync("Enter");
        await Expect(page.Rows).ToHaveCountAsync(50);
        await Expect(page.Tab).ToHaveURLAsync(visit.Url + "/admin/audit?q=PAGED");
        await page.Button("ShowMore").ClickAsync();
        await Expect(page.Rows).ToHaveCountAsync(60);
        await Expect(page.Tab.GetByText(Words.Of("AuditCountAll", 60))).ToBeVisibleAsync();

        await page.Field("AuditAction").SelectOptionAsync(AuditActions.SignInLocked);
        await Expect(page.Tab.GetByText(Words.Of("AuditNoHit"))).ToBeVisibleAsync();
        await page.Field("AuditWords").FillAsync("192.0.2.9");
        await page.Field("AuditWords").PressAsync("Enter");
        await Expect(page.Rows).ToHaveCountAsync(1);
        await Expect(page.Rows).ToContainTextAsync("<b>eve⟨202E⟩</b>");
        await Expect(page.Rows).ToContainTextAsync(Words.Of("Audit_sign_in_locked"));
        await Expect(page.Rows).ToContainTextAsync(Words.Of("AuditByStranger"));

        await page.Tab.ReloadAsync();
        await Expect(page.Rows).ToHaveCountAsync(1);
        await Expect(page.Field("AuditAction")).ToHaveValueAsync(AuditActions.SignInLocked);
        var file = await page.Tab.RunAndWaitForDownloadAsync(() => page.Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("AuditExport") }).ClickAsync());
        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Contains("sign_in_locked,<b>eve⟨202E⟩</b>,,192.0.2.9,5 tries", text, StringComparison.Ordinal);
        Assert.DoesNotContain("paged-", text, StringComparison.Ordinal);
        await page.Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("AuditClear") }).First.ClickAsync();
        await Expect(page.Rows.First).ToContainTextAsync(Words.Of("Audit_audit_exported"));
        await page.Rows.First.GetByRole(AriaRole.Link, new() { Name = RegisterPage.UserName }).ClickAsync();
        await Expect(page.Field("AuditPerson")).ToHaveValueAsync(RegisterPage.UserName);
    });

    [Fact]
    public Task Audit_OfNonsenseInTheAddress_ShowsAll() => VisitAsync(async (visit, _) =>
    {
        await (await ServicesAsync()).GetRequiredService<AuditLog>().AppendAsync(Actor.Server, AuditActions.PasskeyAdded, AuditSubject.None, null, TestTimeout.Token);

        var page = await AdminPages.OpenAsync(visit, AdminPages.Audit + "?action=nonsense&from=yesterday&to=99999-01-01&unknown=1");

        await Expect(page.Rows.First).ToBeVisibleAsync();
        await Expect(page.Field("AuditAction")).ToHaveValueAsync("");
    });

    [Fact]
    public Task Settings_ChangedByTwo_CountAtOnceAndTellTheSecond() => VisitAsync(async (visit, _) =>
    {
        var live = (await ServicesAsync()).GetRequiredService<LiveOptions<GenerationOptions>>();
        var page = await AdminPages.OpenAsync(visit, AdminPages.Settings);
        var other = await AdminPages.OpenAsync(visit, AdminPages.Settings);

        await page.Field("SettingMaxQueued").FillAsync("lots");
        await page.SaveAsync("SettingsLimits");
        await SaysAsync(page.Field("SettingMaxQueued"), Words.Of("Error_setting_number_wrong", "1–100000"));
        await Expect(page.Field("SettingMaxQueued")).ToHaveValueAsync("lots");
        await Expect(page.Field("SettingMaxQueued")).ToBeFocusedAsync();

        await page.Field("SettingMaxQueued").FillAsync("77");
        await page.SaveAsync("SettingsLimits");
        await Expect(page.Toast).ToContainTextAsync(Words.Of("SettingsSaved", Words.Of("SettingsLimits")));
        await Expect(page.Form("SettingsLimits")).ToContainTextAsync(Words.Of("SettingFromHere"));
        await Expect(page.Form("SettingsLimits")).ToContainTextAsync(RegisterPage.UserName);
        Assert.Equal(77, live.Current.MaxQueuedPerUser);

        await other.Field("SettingMaxQueued").FillAsync("88");
        await other.SaveAsync("SettingsLimits");
        await SaysAsync(other.Field("SettingMaxQueued"), Words.Of("Error_setting_conflict"));
        await Expect(other.Field("SettingMaxQueued")).ToHaveValueAsync("88");
        Assert.Equal(77, live.Current.MaxQueuedPerUser);
        await other.SaveAsync("SettingsLimits");
        await Expect(other.Toast).ToContainTextAsync(Words.Of("SettingsSaved", Words.Of("SettingsLimits")));
        Assert.Equal(88, live.Current.MaxQueuedPerUser);

        await page.Tab.ReloadAsync();
        await Expect(page.Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await page.Button("SettingResetLabel", Words.Of("SettingMaxQueued")).ClickAsync();
        await Expect(page.Field("SettingMaxQueued")).ToHaveValueAsync("100");
        Assert.Equal(100, live.Current.MaxQueuedPerUser);
    });

    [Fact]
    public Task Settings_OfAWrongAddress_StayAsTyped_AndARightOneIsTaken() => VisitAsync(async (visit, _) =>
    {
        var page = await AdminPages.OpenAsync(visit, AdminPages.Settings);
        await page.Field("SettingAllowedForUsers").FillAsync("nas.home:11434\nnonsense");
        await page.SaveAsync("SettingsEgress");
        await SaysAsync(page.Field("SettingAllowedForUsers"), Words.Of("Error_setting_address_wrong", "nonsense"));
        await Expect(page.Field("SettingAllowedForUsers")).ToHaveValueAsync("nas.home:11434\nnonsense");

        await page.Field("SettingAllowedForUsers").FillAsync("nas.home:11434\n\n[fd00::1]:80\n");
        await page.SaveAsync("SettingsEgress");
        await Expect(page.Field("SettingAllowedForUsers")).ToHaveValueAsync("nas.home:11434\n[fd00::1]:80");
        await page.Button("SettingResetLabel", Words.Of("SettingAllowedForUsers")).ClickAsync();
        await Expect(page.Field("SettingAllowedForUsers")).ToHaveValueAsync("");
    });

    [Fact]
    public Task Health_WhileItIsLookedAt_RenewsItself() => VisitAsync(async (visit, _) =>
    {
        var page = await AdminPages.OpenAsync(visit, AdminPages.Health);
        foreach (var part in (string[])["HealthDatabase", "HealthJournal", "HealthQueue", "HealthDisk", "ServerConnections", "HealthProcess", "HealthNetwork"]) await Expect(page.Part(part)).ToBeVisibleAsync();
        await Expect(page.Part("HealthDatabase")).ToContainTextAsync("SQLite");
        await Expect(page.Part("ServerConnections")).ToContainTextAsync("offline");

        var (first, shown) = (await page.Tab.Locator("health-watch .at").InnerTextAsync(), await page.Part("HealthDatabase").ElementHandleAsync());
        await Expect(page.Tab.Locator("health-watch .at")).Not.ToHaveTextAsync(first);
        Assert.True(await shown.EvaluateAsync<bool>("element => element.isConnected")); // The same elements: nothing flickers.
    });

    [Fact]
    public Task Pages_WideAndNarrowInBothThemes_HaveNoFindings() => VisitAsync(async (visit, _) =>
    {
        var log = (await ServicesAsync()).GetRequiredService<AuditLog>();
        await log.AppendAsync(Actor.Stranger("2001:db8:85a3:8d3:1319:8a2e:370:7348"), AuditActions.SettingChanged, new AuditSubject(null, new string('w', 200)), new string('漢', 300), TestTimeout.Token);
        foreach (var path in (string[])[AdminPages.Audit, AdminPages.Settings, AdminPages.Health])
        {
            var tab = (await AdminPages.OpenAsync(visit, path)).Tab;
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await tab.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                foreach (var width in (int[])[1440, 390, 360])
                {
                    await tab.SetViewportSizeAsync(width, 844);
                    var overflow = await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    Assert.True(overflow <= 0, $"{path} is {overflow} px too wide at {width} px.");
                    var found = width == 360 ? [] : (await tab.RunAxe(Rules)).Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Html}"));
                    Assert.True(!found.Any(), $"{path}, {theme}, {width} px:\n{string.Join('\n', found.Take(8))}");
                }
            }
        }
    });

    /// <summary>Beside where its value comes from, a field says what is wrong with it.</summary>
    private static async Task SaysAsync(ILocator field, string sentence)
    {
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(sentence) + "$"));
    }

    private async Task<IServiceProvider> ServicesAsync() => (await Run.ServerAsync()).App.Services;
}
