using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The list of users that admins see.</summary>
internal sealed class UsersPage
{
    public const string Path = "/admin/users";

    private UsersPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Rows => Tab.Locator("tbody").GetByRole(AriaRole.Row);

    public ILocator Toast => Tab.Locator(".toast");

    public ILocator Count => Tab.Locator(".range");

    public ILocator Search => Tab.GetByRole(AriaRole.Searchbox, new() { Name = Words.Of("UserSearch") });

    public static async Task<UsersPage> OpenAsync(Visit visit, string query = "")
    {
        var page = new UsersPage(await visit.OpenAsync(Path + query));
        await page.IsShownAsync();
        return page;
    }

    public async Task IsShownAsync()
    {
        await Expect(Tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("Users"), Exact = true, Level = 1 })).ToBeVisibleAsync();
        await Expect(Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
    }

    public ILocator Row(string name) => Rows.Filter(new() { Has = Tab.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    public ILocator NameAt(int row) => Rows.Nth(row).GetByRole(AriaRole.Link).First;

    /// <summary>Chooses something of a row's menu, and confirms it where it asks.</summary>
    public async Task ActAsync(string name, string actKey, bool confirms)
    {
        await Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("UserActions", name), Exact = true }).ClickAsync();
        await Tab.GetByRole(AriaRole.Menuitem, new() { Name = Words.Of(actKey), Exact = true }).ClickAsync();
        if (confirms) await Tab.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Words.Of(actKey), Exact = true }).ClickAsync();
    }

    public Task SortAsync(string titleKey) => Tab.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Button, new() { Name = Words.Of(titleKey), Exact = true }).ClickAsync();

    public Task FilterAsync(string labelKey, string value) => Tab.GetByRole(AriaRole.Combobox, new() { Name = Words.Of(labelKey), Exact = true }).SelectOptionAsync(value);
}
