using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser.Pages;

/// <summary>The list of where one is signed in, in the settings.</summary>
internal sealed class SignInsPage
{
    public const string Address = "/settings/sign-ins";

    private SignInsPage(IPage page) => Tab = page;

    public IPage Tab { get; }

    public ILocator Rows => Tab.GetByRole(AriaRole.List, new() { Name = Words.Of("SignIns"), Exact = true }).GetByRole(AriaRole.Listitem);

    public ILocator This => Rows.Filter(new() { HasText = Words.Of("ThisDevice") });

    public ILocator Others => Rows.Filter(new() { HasNotText = Words.Of("ThisDevice") });

    public ILocator EverywhereButton => Tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignOutEverywhere"), Exact = true });

    public ILocator Dialog => Tab.GetByRole(AriaRole.Dialog);

    /// <summary>The list that a tab shows, once it hears clicks.</summary>
    public static async Task<SignInsPage> OpenAsync(Visit visit)
    {
        var page = new SignInsPage(await visit.OpenAsync(Address));
        await Expect(page.Tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("SignIns"), Exact = true, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();
        return page;
    }

    /// <summary>Signs out the only other one.</summary>
    public Task EndOtherAsync() => Others.GetByRole(AriaRole.Button).ClickAsync();

    /// <summary>Signs out everywhere else, and says that it is meant.</summary>
    public async Task EndOthersAsync()
    {
        await EverywhereButton.ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = Words.Of("SignOut"), Exact = true }).ClickAsync();
    }
}
