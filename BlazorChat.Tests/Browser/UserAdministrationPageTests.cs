using System.Globalization;
using BlazorChat.Core.Accounts;
using BlazorChat.Core.Accounts.Administration;
using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>Admins manage accounts by the pages.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class UserAdministrationPageTests(BrowserRun run) : BrowserTest(run)
{
    private const string Password = "another long password";

    [Fact]
    public Task User_MadeByTheForm_SignsIn_AndNotWhileDisabled() => AtServerAsync(async (visit, _) =>
    {
        var tab = await visit.OpenAsync("/admin/users/new");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await tab.GetByLabel(Words.Of("UserName"), new() { Exact = true }).FillAsync("mika");
        await tab.GetByLabel(Words.Of("Email"), new() { Exact = true }).FillAsync("bob@example.com");
        await tab.GetByLabel(Words.Of("Password"), new() { Exact = true }).FillAsync(Password);
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("CreateUser") }).ClickAsync();
        await Expect(tab.GetByText(Words.Of("Error_DuplicateUserName"))).ToBeVisibleAsync();
        await tab.GetByLabel(Words.Of("UserName"), new() { Exact = true }).FillAsync("bob");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("CreateUser") }).ClickAsync();
        await Expect(tab).ToHaveURLAsync(visit.Url + UsersPage.Path);
        await SignInAsync(visit, "bob", isRefused: false);

        var users = await UsersPage.OpenAsync(visit);
        await users.ActAsync("bob", "DisableUser", confirms: true);
        await Expect(users.Toast).ToContainTextAsync(Words.Of("UserDisabled", "bob"));
        await Expect(users.Row("bob")).ToContainTextAsync(Words.Of("UserIsDisabled"));
        await SignInAsync(visit, "bob", isRefused: true);

        await users.ActAsync("bob", "EnableUser", confirms: false);
        await Expect(users.Row("bob")).ToContainTextAsync(Words.Of("UserActive"));
        await SignInAsync(visit, "bob", isRefused: false);
    });

    [Fact]
    public Task User_MadeWithoutAPassword_SetsOneByTheLink() => AtServerAsync(async (visit, _) =>
    {
        var tab = await visit.OpenAsync("/admin/users/new");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await tab.GetByLabel(Words.Of("UserName"), new() { Exact = true }).FillAsync("bob");
        await tab.GetByLabel(Words.Of("Email"), new() { Exact = true }).FillAsync("bob@example.com");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("CreateUser") }).ClickAsync();
        var link = await tab.GetByRole(AriaRole.Dialog).GetByLabel(Words.Of("Link")).InputValueAsync();
        Assert.StartsWith($"{visit.Url}/account/reset?code=", link, StringComparison.Ordinal);

        await using (var bob = await Visit.BeginAsync(Run, visit.Url))
        {
            var reset = await bob.OpenAsync(link[visit.Url.Length..]);
            await reset.GetByLabel(Words.Of("NewPassword"), new() { Exact = true }).FillAsync(Password);
            await reset.GetByRole(AriaRole.Button, new() { Name = Words.Of("SetPassword") }).ClickAsync();
            await LoginPage.OfAsync(reset);
        }

        await SignInAsync(visit, "bob", isRefused: false);
    });

    [Fact]
    public Task Admin_MadeAndUnmade_AndTheLastOneStays() => AtServerAsync(async (visit, app) =>
    {
        await AddAsync(app, "bob");
        var users = await UsersPage.OpenAsync(visit);

        await users.ActAsync("bob", "MakeAdmin", confirms: true);
        await Expect(users.Row("bob").GetByText(Words.Of("RoleAdmin"), new() { Exact = true })).ToBeVisibleAsync();
        await users.ActAsync("bob", "UnmakeAdmin", confirms: true);
        await Expect(users.Row("bob").GetByText(Words.Of("RoleAdmin"), new() { Exact = true })).ToHaveCountAsync(0);

        await users.ActAsync("mika", "DisableUser", confirms: true);
        await Expect(users.Tab.GetByText(Words.Of("Error_last_admin"))).ToBeVisibleAsync();
        await Expect(users.Row("mika")).ToContainTextAsync(Words.Of("UserActive"));
    });

    [Fact]
    public Task Deletion_WantsTheNameTyped_AndTheAccountGoes() => AtServerAsync(async (visit, app) =>
    {
        var id = await AddAsync(app, "bob");
        var tab = await visit.OpenAsync($"{UsersPage.Path}/{id}");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();

        await tab.GetByLabel(Words.Of("TypeToConfirm", "bob")).FillAsync("bo");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("DeleteUserNow") }).ClickAsync();
        await Expect(tab.GetByText(Words.Of("DeleteUserTyped", "bob"))).ToBeVisibleAsync();
        await tab.GetByLabel(Words.Of("TypeToConfirm", "bob")).FillAsync("bob");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("DeleteUserNow") }).ClickAsync();

        await Expect(tab).ToHaveURLAsync(visit.Url + UsersPage.Path);
        await Expect(tab.Locator(".toast")).ToContainTextAsync(Words.Of("UserDeleteBegun", "bob"));
        await SignInAsync(visit, "bob", isRefused: true);
    });

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public Task List_OfHundreds_IsSortedFilteredAndPaged(int width, int height) => AtServerAsync(async (visit, app) =>
    {
        for (var i = 0; i < 60; i++) await AddAsync(app, $"user{i:000}");
        var users = await UsersPage.OpenAsync(visit);
        await users.Tab.SetViewportSizeAsync(width, height);

        await Expect(users.Rows).ToHaveCountAsync(25);
        await Expect(users.NameAt(0)).ToHaveTextAsync("mika");
        await Expect(users.Count).ToHaveTextAsync(Words.Of("UsersRange", 1, 25, 61));
        if (width > 760)
        {
            await users.SortAsync("Name");
            await Expect(users.NameAt(0)).ToHaveTextAsync("user059");
            await Expect(users.Tab).ToHaveURLAsync(visit.Url + UsersPage.Path + "?desc=true");
            await users.Tab.GoBackAsync();
            await Expect(users.NameAt(0)).ToHaveTextAsync("mika");
            await users.SortAsync("UserTokens");
            await Expect(users.Tab.GetByRole(AriaRole.Columnheader, new() { Name = Words.Of("UserTokens") })).ToHaveAttributeAsync("aria-sort", "ascending");
            await users.Tab.GoBackAsync();
        }

        await users.Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("NextPage") }).ClickAsync();
        await Expect(users.NameAt(0)).ToHaveTextAsync("user024");
        await users.Search.FillAsync("USER03");
        await users.Search.PressAsync("Enter");
        await Expect(users.Rows).ToHaveCountAsync(10);
        await Expect(users.Count).ToHaveTextAsync(Words.Of("UsersCount", 10));
        await users.FilterAsync("UserRole", "admin");
        await Expect(users.Tab.GetByText(Words.Of("UsersNoneFound"))).ToBeVisibleAsync();
        await users.Tab.ReloadAsync();
        await users.IsShownAsync();
        await Expect(users.Search).ToHaveValueAsync("USER03");
        Assert.Equal(0, await users.Tab.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    });

    [Fact]
    public Task Invitation_MadeAndCopied_LetsOnePersonRegister() => AtServerAsync(async (visit, _) =>
    {
        var tab = await visit.OpenAsync("/admin/invitations");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        await tab.GetByLabel(Words.Of("InvitationNote"), new() { Exact = true }).FillAsync("For Bob");
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("MakeInvitation") }).ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("Copy") }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("Copied") })).ToBeVisibleAsync();
        var link = await tab.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith($"{visit.Url}/account/register?invitation=", link, StringComparison.Ordinal);

        await RegisterAsync(visit.Url, link, "bob", async bob => await ChatPage.OfAsync(bob));
        await using var late = await Visit.BeginAsync(Run, visit.Url);
        var refused = await late.OpenAsync(link[visit.Url.Length..]);
        await Expect(refused.GetByText(Words.Of("Error_invitation_not_usable"))).ToBeVisibleAsync();
        await tab.ReloadAsync();
        await Expect(tab.GetByRole(AriaRole.Listitem, new() { Name = "For Bob" })).ToContainTextAsync(Words.Of("InvitationUsedUp"));
        await Expect(tab.GetByLabel(Words.Of("Link"), new() { Exact = true })).ToHaveCountAsync(0);
    });

    [Fact]
    public Task OpenRegistration_WithApproval_WaitsForAnAdmin() => AtServerAsync(
        async (visit, _) =>
        {
            await RegisterAsync(visit.Url, visit.Url + "/account/register", "bob", async bob => await Expect(bob.GetByText(Words.Of("RegisterPendingText"))).ToBeVisibleAsync());
            await SignInAsync(visit, "bob", isRefused: true);
            var users = await UsersPage.OpenAsync(visit);
            await Expect(users.Tab.GetByRole(AriaRole.Navigation, new() { Name = Words.Of("Settings") }).GetByText(Words.Of("UsersWaiting", 1))).ToBeAttachedAsync();

            await users.ActAsync("bob", "ApproveUser", confirms: false);

            await Expect(users.Row("bob")).ToContainTextAsync(Words.Of("UserActive"));
            await Expect(users.Tab.GetByText(Words.Of("UsersWaiting", 1))).ToHaveCountAsync(0);
            await SignInAsync(visit, "bob", isRefused: false);
        },
        ("Registration:Mode", "open"), ("Registration:Approval", "true"));

    [Fact]
    public Task Pages_OfAdmins_AreNotForOthers() => AtServerAsync(async (visit, app) =>
    {
        var id = await AddAsync(app, "bob");
        await using var bob = await Visit.BeginAsync(Run, visit.Url);
        bob.Expect("status of 403");
        await (await LoginPage.OfAsync(await bob.OpenAsync("/"))).SignInAsync("bob", Password);
        foreach (var path in new[] { UsersPage.Path, $"{UsersPage.Path}/new", $"{UsersPage.Path}/{id}", "/admin/invitations" })
        {
            var page = await bob.Context.NewPageAsync();
            var response = await page.GotoAsync(visit.Url + path);
            Assert.Equal((path, 403), (path, response!.Status));
        }
    });

    /// <summary>A server of the test's own, whose admin sits before the browser.</summary>
    private async Task AtServerAsync(Func<Visit, KestrelApp, Task> test, params (string Name, string Value)[] settings)
    {
        await using var app = new KestrelApp();
        foreach (var (name, value) in settings) app.Settings[name] = value;
        await app.InitializeAsync();
        await VisitAsync(app.Url, async visit =>
        {
            await (await RegisterPage.OpenAsync(visit)).RegisterAsync();
            await test(visit, app);
        });
    }

    private static Task<Guid> AddAsync(KestrelApp app, string name) => app.Services.GetRequiredService<UserAdministration>()
        .CreateAsync(Actor.CommandLine, new NewUser(name, string.Create(CultureInfo.InvariantCulture, $"{name}@example.com"), Password, false), TestTimeout.Token);

    private async Task SignInAsync(Visit visit, string name, bool isRefused)
    {
        await using var person = await Visit.BeginAsync(Run, visit.Url);
        var login = await LoginPage.OfAsync(await person.OpenAsync("/"));
        if (isRefused) await login.FailToSignInAsync(name, Password);
        else await login.SignInAsync(name, Password);
    }

    private async Task RegisterAsync(string url, string link, string name, Func<IPage, Task> check)
    {
        await using var person = await Visit.BeginAsync(Run, url);
        var tab = await person.OpenAsync(link[url.Length..]);
        await tab.GetByLabel(Words.Of("UserName"), new() { Exact = true }).FillAsync(name);
        await tab.GetByLabel(Words.Of("Email"), new() { Exact = true }).FillAsync($"{name}@example.com");
        await tab.GetByLabel(Words.Of("Password"), new() { Exact = true }).FillAsync(Password);
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("CreateAccount") }).ClickAsync();
        await check(tab);
    }
}
