using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The list of connections in the settings.</summary>
internal sealed class ConnectionsPage
{
    public const string Mine = "/settings/connections";
    public const string Server = "/settings/connections/server";

    private ConnectionsPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Dialog => Tab.GetByRole(AriaRole.Dialog);

    /// <summary>The list that a tab shows, once it hears clicks.</summary>
    public static async Task<ConnectionsPage> OfAsync(IPage tab, string path)
    {
        var page = new ConnectionsPage(tab);
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of(path == Mine ? "MyConnections" : "ServerConnections"), Exact = true, Level = 1 })).ToBeVisibleAsync();
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        return page;
    }

    public static async Task<ConnectionsPage> OpenAsync(Visit visit, string path) => await OfAsync(await visit.OpenAsync(path), path);

    public ILocator Row(string name) => Tab.GetByRole(AriaRole.Listitem, new() { Name = name, Exact = true });

    public ILocator Switch(string name) => Tab.GetByRole(AriaRole.Switch, new() { Name = Words.Of("UseConnection", name), Exact = true });

    public ILocator RemoveButton(string name) => Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("RemoveConnection", name), Exact = true });

    public async Task<ConnectionFormPage> EditAsync(string name)
    {
        await Tab.GetByRole(AriaRole.Link, new() { Name = Words.Of("EditConnection", name), Exact = true }).ClickAsync();
        return await ConnectionFormPage.OfAsync(Tab);
    }
}
