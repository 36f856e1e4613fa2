using BlazorChat.Core.Data;
using BlazorChat.Core.Providers.Connections;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser.Pages;
using BlazorChat.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>A user's own connections: nobody else's business, and as many as there may be.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class OwnConnectionTests(BrowserRun run) : BrowserTest(run)
{
    private const string Password = "another correct horse";
    private const string Nowhere = "http://no-such-host.invalid/v1";

    [Fact]
    public Task ConnectionOfSomeoneElse_IsNotThere_AndTheServersAreForAdmins() => VisitAsync(async visit =>
    {
        visit.Expect("status of 40[34]");
        var mine = await StoreAsync((await AccountAsync()).Caller, ConnectionScope.Mine, "not-yours");
        var serversOwn = await StoreAsync(await AdminAsync(), ConnectionScope.Server, $"servers-{Guid.CreateVersion7():N}");
        var other = await AccountAsync();
        var tab = (await SignInAsync(visit, other.Name)).Tab;

        foreach (var path in (string[])[$"{ConnectionsPage.Mine}/{mine}", $"{ConnectionsPage.Mine}/{serversOwn}", ConnectionsPage.Server, $"{ConnectionsPage.Server}/new", $"{ConnectionsPage.Server}/{serversOwn}", $"{ConnectionsPage.Mine}/{Guid.CreateVersion7()}"])
        {
            var response = await tab.GotoAsync(visit.Url + path);
            // What is for admins says so; of what is somebody else's not even that is told.
            var isForAdmins = path.StartsWith(ConnectionsPage.Server, StringComparison.Ordinal);
            Assert.Equal(isForAdmins ? 403 : 404, response!.Status);
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of(isForAdmins ? "DeniedTitle" : "NotFoundTitle") })).ToBeVisibleAsync();
        }

        await tab.GotoAsync(visit.Url + "/settings");
        await Expect(tab).ToHaveURLAsync(visit.Url + "/settings/general");
        await tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("MyConnections") }).ClickAsync();
        await ConnectionsPage.OfAsync(tab, ConnectionsPage.Mine);
        await Expect(tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("ServerConnections") })).ToHaveCountAsync(0);
    });

    [Fact]
    public Task EmptyList_OffersTheKinds_AndNamesTheFirstByItsKind() => VisitAsync(async visit =>
    {
        var tab = (await SignInAsync(visit, (await AccountAsync()).Name)).Tab;
        await tab.GotoAsync(visit.Url + ConnectionsPage.Mine);
        await ConnectionsPage.OfAsync(tab, ConnectionsPage.Mine);
        await AccessibilityTests.CheckAsync(tab);

        await tab.GetByRole(AriaRole.Link, new() { Name = "OpenAI-compatible", Exact = true }).ClickAsync();
        var form = await ConnectionFormPage.OfAsync(tab);

        await Expect(form.Name).ToHaveValueAsync("openai-compatible");
        await form.Field("Kind").SelectOptionAsync("openai");
        await Expect(form.Name).ToHaveValueAsync("openai");
        await form.SaveButton.ClickAsync();
        await ConnectionFormPage.SaysAsync(form.Key, "Error_connection_key_missing", "OpenAI");
        await form.OpenAdvancedAsync();
        await AccessibilityTests.CheckAsync(tab);
    });

    [Fact]
    public Task HundredConnections_FitThePage_AndOneMoreIsRefused() => VisitAsync(async visit =>
    {
        var (caller, name) = await AccountAsync();
        for (var i = 0; i < 99; i++) await StoreAsync(caller, ConnectionScope.Mine, $"n-{i:00}", isActive: i % 10 == 0);
        await StoreAsync(caller, ConnectionScope.Mine, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbea", "http://a-host-with-a-very-long-name.in-a-department.that-nobody-remembers.invalid:8443/v1/and/a/long/path");
        var tab = (await SignInAsync(visit, name)).Tab;
        await tab.GotoAsync(visit.Url + ConnectionsPage.Mine);
        var list = await ConnectionsPage.OfAsync(tab, ConnectionsPage.Mine);
        await Expect(tab.GetByText(Words.Of("ConnectionsCount", 100, 100))).ToBeVisibleAsync();
        await Expect(list.Row("n-00")).ToContainTextAsync(Words.Of("Error_provider_unreachable_host_not_found", "n-00"));

        await list.RemoveButton("n-01").ClickAsync();
        await Expect(list.Dialog).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(tab);
        await tab.Keyboard.PressAsync("Escape");
        await Expect(list.Dialog).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(tab);

        var form = await (await ConnectionFormPage.OpenAsync(visit, ConnectionsPage.Mine)).FillAsync("one-more", Nowhere);
        await form.SaveButton.ClickAsync();
        await ConnectionFormPage.SaysAsync(form.Name, "Error_connection_too_many");
    });

    private async Task VisitAsync(Func<Visit, Task> test) => await VisitAsync((await Run.ServerAsync()).Url, test);

    private static async Task<ChatPage> SignInAsync(Visit visit, string name) => await (await LoginPage.OfAsync(await visit.OpenAsync("/"))).SignInAsync(name, Password);

    private async Task<(Caller Caller, string Name)> AccountAsync()
    {
        await using var scope = (await Run.ServerAsync()).App.Services.CreateAsyncScope();
        var user = new ApplicationUser { Id = Guid.CreateVersion7(), UserName = $"u-{Guid.CreateVersion7():N}", Email = $"{Guid.CreateVersion7():N}@example.com" };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().CreateAsync(user, Password);
        Assert.True(made.Succeeded, made.ToString());
        return (new Caller(user.Id), user.UserName);
    }

    private async Task<Caller> AdminAsync()
    {
        await using var scope = (await Run.ServerAsync()).App.Services.CreateAsyncScope();
        return new Caller((await scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>().FindByNameAsync(RegisterPage.UserName))!.Id);
    }

    private async Task<Guid> StoreAsync(Caller caller, ConnectionScope scope, string name, string address = Nowhere, bool isActive = true)
    {
        var store = (await Run.ServerAsync()).App.Services.GetRequiredService<ConnectionStore>();
        var draft = new ConnectionDraft(name, "openai-compatible") { BaseUrl = address, IsActive = isActive };
        return (await store.CreateAsync(caller, scope, draft, TestTimeout.Token)).Id!.Value;
    }
}
