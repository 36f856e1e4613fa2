using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>What an account keeps of its user, on every device.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ProfileTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public async Task Choices_MadeInOneBrowser_HoldInAnother()
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var tab = (await (await RegisterPage.OpenAsync(visit)).RegisterAsync()).Tab;
            await tab.GotoAsync(visit.Url + "/settings/general");
            await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
            await tab.RunAndWaitForResponseAsync(() => tab.GetByRole(AriaRole.Radiogroup, new() { Name = Words.Of("Theme") }).GetByText(Words.Of("ThemeDark")).ClickAsync(), "**/app/preferences");
            await tab.RunAndWaitForResponseAsync(() => tab.GetByRole(AriaRole.Radiogroup, new() { Name = Words.Of("Shortcuts") }).GetByText(Words.Of("SwitchedOff")).ClickAsync(), "**/app/preferences");
            await tab.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("lang", "de");
        });
        await VisitAsync(app.Url, async visit =>
        {
            var tab = (await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).SubmitToGermanAsync(RegisterPage.UserName, RegisterPage.Password));
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-shortcuts", "off");
            await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.In("de", "Greeting") })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Choice_MadeWhileTheServerIsAway_IsSentLater()
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var tab = (await (await RegisterPage.OpenAsync(visit)).RegisterAsync()).Tab;
            await tab.GotoAsync(visit.Url + "/settings/general");
            await tab.RouteAsync("**/app/preferences", route => route.AbortAsync());
            visit.ExpectLostConnection();
            await tab.GetByRole(AriaRole.Radiogroup, new() { Name = Words.Of("Theme") }).GetByText(Words.Of("ThemeDark")).ClickAsync();
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
            await tab.UnrouteAllAsync();
            await tab.RunAndWaitForResponseAsync(() => tab.ReloadAsync(), "**/app/preferences");
            await tab.EvaluateAsync("() => localStorage.clear()");
            await tab.ReloadAsync();
            await Expect(tab.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        });
    }

    [Fact]
    public async Task Name_Given_IsShownEverywhere()
    {
        await using var app = new KestrelApp();
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var tab = (await (await RegisterPage.OpenAsync(visit)).RegisterAsync()).Tab;
            await OpenProfileAsync(visit, tab);
            var name = tab.GetByRole(AriaRole.Textbox, new() { Name = Words.Of("DisplayName") });
            await name.FillAsync("Mika\u202E");
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("Save") }).ClickAsync();
            await Expect(tab.GetByText(Words.Of("Error_display_name_wrong"))).ToBeVisibleAsync();
            await name.FillAsync("Mika Virtanen");
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("Save") }).ClickAsync();
            await Expect(tab.GetByText(Words.Of("Saved"))).ToBeVisibleAsync();
            await Expect(tab.GetByTitle("Mika Virtanen")).ToBeVisibleAsync();
            await tab.GotoAsync(visit.Url + "/");
            await Expect(tab.GetByTitle("Mika Virtanen")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task Account_Deleted_WantsItsNameTypedAndIsGone()
    {
        await using var app = new KestrelApp();
        app.Settings["Offline:WordsPerSecond"] = "0";
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            var chat = await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await chat.AskAsync("something to be deleted");
            await chat.LastAnswer.EndsAsync();
            var tab = chat.Tab;
            await OpenProfileAsync(visit, tab);
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("DeleteAccount") }).ClickAsync();
            var dialog = tab.GetByRole(AriaRole.Dialog);
            var really = dialog.GetByRole(AriaRole.Button, new() { Name = Words.Of("DeleteAccount") });
            await Expect(really).ToBeDisabledAsync();
            await dialog.GetByRole(AriaRole.Textbox).FillAsync(RegisterPage.UserName);
            await really.ClickAsync();
            // Nobody else could administer the server.
            await Expect(tab.GetByText(Words.Of("Error_last_admin"))).ToBeVisibleAsync();

            var admins = app.Services.GetRequiredService<UserAdministration>();
            await admins.CreateAsync(Actor.CommandLine, new NewUser("other", "other@example.com", RegisterPage.Password, IsAdmin: true), TestTimeout.Token);
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("DeleteAccount") }).ClickAsync();
            await dialog.GetByRole(AriaRole.Textbox).FillAsync(RegisterPage.UserName);
            await really.ClickAsync();
            var login = await LoginPage.OfAsync(tab);
            await login.FailToSignInAsync(RegisterPage.UserName, RegisterPage.Password);
        });
    }

    private static async Task OpenProfileAsync(Visit visit, IPage tab)
    {
        await tab.GotoAsync(visit.Url + "/settings/profile");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task Notification_OfAnAnswerThatIsReady_ComesOnlyWhereItIsWantedAndNobodyLooks()
    {
        await using var app = new KestrelApp();
        app.Settings["Offline:WordsPerSecond"] = "0";
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            await visit.Context.GrantPermissionsAsync(["notifications"]);
            await visit.Context.AddInitScriptAsync("""
                window.told = [];
                window.Notification = class { static permission = "granted"; static async requestPermission() { return "granted"; } constructor(title, options) { window.told.push(`${title}|${options.body}`); } close() {} };
                """);
            var chat = await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            var other = await visit.OpenAsync("/settings/general");
            await Expect(other.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
            await other.RunAndWaitForResponseAsync(() => other.GetByRole(AriaRole.Radiogroup, new() { Name = Words.Of("Notifications") }).GetByText(Words.Of("SwitchedOn")).ClickAsync(), "**/app/preferences");
            await other.GotoAsync(visit.Url + "/");
            await Expect(other.Locator("[data-interactive=yes]")).ToBeAttachedAsync();

            // The chat's own tab is taken for one that nobody looks at, so that its answer stays unread; the other one is looked at first.
            const string hide = "() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";
            await chat.Tab.EvaluateAsync(hide);
            await chat.AskAsync("first question");
            await Expect(other.Locator("unread-mark")).ToHaveCountAsync(1);
            Assert.Empty(await other.EvaluateAsync<string[]>("() => told"));

            await other.EvaluateAsync(hide);
            await chat.Tab.GotoAsync(visit.Url + "/");
            await chat.Tab.EvaluateAsync(hide);
            await (await ChatPage.OfAsync(chat.Tab)).AskAsync("second question");
            await Expect(other.Locator("unread-mark")).ToHaveCountAsync(2);
            var told = await other.EvaluateAsync<string[]>("() => told");
            Assert.Equal([$"second question|{Words.Of("AnswerReady")}"], told);
        });
    }
}
