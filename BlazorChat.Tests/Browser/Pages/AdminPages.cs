using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>One of the pages about the server that only admins have.</summary>
internal sealed class AdminPages
{
    public const string Audit = "/admin/audit";
    public const string Settings = "/admin/settings";
    public const string Health = "/admin/health";

    private AdminPages(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Rows => Tab.Locator("main li.row");

    public ILocator Toast => Tab.Locator(".toasts");

    /// <summary>Opens one and waits until it hears clicks.</summary>
    public static async Task<AdminPages> OpenAsync(Visit visit, string path)
    {
        var page = new AdminPages(await visit.OpenAsync(path));
        await Expect(page.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        return page;
    }

    public ILocator Field(string key) => Tab.GetByLabel(Words.Of(key), new() { Exact = true });

    public ILocator Form(string key) => Tab.GetByRole(AriaRole.Form, new() { Name = Words.Of(key), Exact = true });

    public ILocator Button(string key, params object[] values) => Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of(key, values), Exact = true });

    /// <summary>Presses the button of a form.</summary>
    public Task SaveAsync(string key) => Form(key).GetByRole(AriaRole.Button, new() { Name = Words.Of("Save"), Exact = true }).ClickAsync();

    /// <summary>A part of the health page.</summary>
    public ILocator Part(string key) => Tab.GetByRole(AriaRole.Region, new() { Name = Words.Of(key), Exact = true });
}
