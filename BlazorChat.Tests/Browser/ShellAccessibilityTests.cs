using BlazorChat.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorChat.Tests.Browser;

/// <summary>WCAG 2.1 AA of what is round the chats: settings, dialogs, menus, the drawer, and the pages that say no.</summary>
[Trait("Category", "Browser"), Collection(OneBrowser.Name)]
public sealed class ShellAccessibilityTests(BrowserRun run) : BrowserTest(run)
{
    [Fact]
    public Task GeneralSettings_HaveNoFindings() => VisitAsync(async (visit, _) =>
    {
        var tab = await visit.OpenAsync("/settings/general");
        await Expect(tab.Locator("[data-interactive=yes]")).ToBeAttachedAsync();

        await AccessibilityTests.CheckAsync(tab);
    });

    [Fact]
    public Task ListOfShortcuts_HasNoFindings() => VisitAsync(async (visit, _) =>
    {
        var chat = await ChatPage.OpenAsync(visit);
        await chat.Tab.Keyboard.PressAsync("Control+/");
        await Expect(chat.Tab.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await AccessibilityTests.CheckAsync(chat.Tab);
    });

    [Fact]
    public Task UserMenu_Open_HasNoFindings() => VisitAsync(async (visit, _) =>
    {
        var tab = (await ChatPage.OpenAsync(visit)).Tab;
        await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("AccountMenu") }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();

        await AccessibilityTests.CheckAsync(tab);
    });

    [Fact]
    public Task Drawer_OnAPhone_HasNoFindingsAndKeepsTheFocus() => VisitAsync(async (visit, _) =>
    {
        var tab = (await ChatPage.OpenAsync(visit)).Tab;
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await tab.SetViewportSizeAsync(390, 844);
            await tab.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("ShowSidebar") }).ClickAsync();
            await Expect(tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("HideSidebar") })).ToBeFocusedAsync();

            await AccessibilityTests.FindNothingAsync(tab, $"{theme}, the drawer");
            await tab.Keyboard.PressAsync("Shift+Tab");
            Assert.False(await tab.EvaluateAsync<bool>("() => document.getElementById('main').contains(document.activeElement)"));
            await tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("HideSidebar") }).FocusAsync();
            await tab.Keyboard.PressAsync("Escape");
            await Expect(tab.GetByRole(AriaRole.Button, new() { Name = Words.Of("ShowSidebar") })).ToBeFocusedAsync();
        }
    });

    [Fact]
    public Task PageThatIsNotThere_HasNoFindings() => VisitAsync(async (visit, _) =>
    {
        visit.Expect("status of 404");
        var tab = await visit.OpenAsync("/nowhere");
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = Words.Of("NotFoundTitle") })).ToBeVisibleAsync();

        await AccessibilityTests.CheckAsync(tab);
    });
}
